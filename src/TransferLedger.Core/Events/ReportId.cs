using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Events;

/// <summary>Id of a report: <c>[a-z0-9][a-z0-9.-]{0,99}</c>. Source: http.md.</summary>
[JsonConverter(typeof(TextConverter<ReportId>))]
public sealed partial record ReportId : IFromText<ReportId>
{
    private ReportId(string text) => Text = text;

    public string Text { get; }

    /// <summary>The stream that the report and all that happens to it stand in.</summary>
    public StreamId Stream => new($"report/{Text}");

    /// <summary>Faults: <c>report.id-unreadable</c>.</summary>
    public static Outcome<ReportId> Read(string text) =>
        Form().IsMatch(text)
            ? new ReportId(text)
            : Fault.At(
                "report.id-unreadable",
                $"{Quote.Of(text)} is no report id. Use 1 to 100 of a-z, 0-9, dot and hyphen, a letter or digit first."
            );

    public ClaimId Claim(int number) => new(this, number);

    public override string ToString() => Text;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>Id of a claim, <c>&lt;report id&gt;#&lt;n&gt;</c>: its place in the report as filed, from 1; it outlives corrections.</summary>
[JsonConverter(typeof(TextConverter<ClaimId>))]
public sealed record ClaimId(ReportId Report, int Number) : IFromText<ClaimId>, IComparable<ClaimId>
{
    /// <summary>The claims of a report follow each other.</summary>
    private static readonly Recent<Outcome<ReportId>> Reports = new();

    /// <summary>Faults: <c>claim.id-unreadable</c>.</summary>
    public static Outcome<ClaimId> Read(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        return
            hash > 0
            && Reports.Of(text.AsSpan(0, hash), ReportId.Read) is { IsOk: true } report
            && text.AsSpan(hash + 1) is [>= '1' and <= '9', ..] digits
            && int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var number)
            ? new ClaimId(report.Value, number)
            : Fault.At(
                "claim.id-unreadable",
                $"{Quote.Of(text)} is no claim id. Write the report's id, # and the claim's place in it from 1."
            );
    }

    /// <summary>Ordinally as text, the last rule of the order of trust (domain.md section 6).</summary>
    public int CompareTo(ClaimId? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public override string ToString() => $"{Report}#{Number}";
}
