using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>
/// Reads a report from JSON (http.md, "A report"): every fault at once, each with a JSON pointer. The one door for all
/// reports, whether posted, imported or the sample's.
/// </summary>
public static class ReportReader
{
    /// <param name="json">One JSON object.</param>
    /// <param name="today">The UTC day of recording: nothing can have been said or published after it.</param>
    public static Outcome<ReportDraft> Read(ReadOnlyMemory<byte> json, DateOnly today) =>
        JsonBody.Read(json, "report", root => Read(root, today));

    private static Outcome<ReportDraft> Read(JsonElement root, DateOnly today)
    {
        var faults = new List<Fault>();
        var form = new JsonForm(root, "", faults);
        var given = form.Value<ReportId>("id");
        var title = form.Text("title", Limits.Title, required: true);
        var publisher = form.Name("publisher", Limits.Name, required: true);
        var medium = form.Word<Medium>("medium", required: true);
        var language = form.Text("language", 35);
        var url = form.Text("url", Limits.Url);
        var published = form.Value<Edtf>("published", required: true);
        var digest = form.Value<Digest>("textDigest");
        var text = form.Text("text", Limits.Text);
        var corridor = form.Value<Corridor>("corridor");
        var claims = form.Objects("claims", Limits.Claims, required: true);
        form.Done();

        if (published is not null)
        {
            Dates.RefuseFuture(form, "published", published, today);
        }

        if (text is not null)
        {
            digest = DigestOf(form, text, digest);
        }

        // Claims are read even where the report's own members are refused, so that all their faults come at once too.
        var id = given ?? Derive(publisher, published, url, title);
        var reading = new ClaimReader(
            id,
            publisher ?? "?",
            published ?? Dates.Placeholder,
            corridor ?? (form.Has("corridor") ? ClaimReader.Nowhere : null),
            claims?.Count ?? 0,
            text,
            today
        );
        var drafts = (claims ?? []).Select((claim, i) => reading.Read(claim, i + 1)).ToList();
        if (faults.Count > 0)
        {
            return faults.OrderBy(fault => NumberOfClaim(fault.Place)).ToImmutableArray();
        }

        var report = new ReportFiled
        {
            Report = id,
            Claims = drafts.Count,
            Title = title!,
            Publisher = publisher!,
            Medium = medium!.Value,
            Language = language,
            Url = url,
            Published = published!,
            TextDigest = digest,
        };
        return new ReportDraft(report, [.. drafts.Select(d => d!)]);
    }

    /// <summary>The report's own faults come first, then those of each claim in turn.</summary>
    private static int NumberOfClaim(string place) =>
        place.Split('/') is ["", "claims", var number, ..] && int.TryParse(number, out var n) ? n : -1;

    private static Digest? DigestOf(JsonForm form, string text, Digest? given)
    {
        var digest = Digest.Over(Encoding.UTF8.GetBytes(text));
        if (given is not null && given != digest)
        {
            form.Refuse(
                "textDigest",
                "text.digest-disagrees",
                $"The text has the digest {digest}. Send one of the two, or make them agree."
            );
        }

        return digest;
    }

    /// <summary>The same publisher, date, address and title give the same id, so that a report sent twice is one.</summary>
    private static ReportId Derive(string? publisher, Edtf? published, string? url, string? title)
    {
        var identity = string.Join('\n', publisher, published?.Text, url, title);
        var mark = Digest.Over(Encoding.UTF8.GetBytes(identity)).Text["sha256:".Length..][..12];
        var name = Slug.Ascii(publisher ?? "report");
        var derived = $"{name[..Math.Min(name.Length, 40)]}-{Slug.Ascii(published?.Text ?? "")}-{mark}";
        return ReportId.Read(derived.Trim('-')).Value;
    }
}
