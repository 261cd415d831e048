using System.Text.Encodings.Web;
using System.Text.Json;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Server.Pages.Parts;

/// <summary>Addresses of pages, at the moment that their reader looks at.</summary>
/// <param name="Query">Empty where it is now.</param>
/// <param name="Own">The same with what else the page was narrowed to, for its own tables as files.</param>
public sealed record PageLinks(string Query, string Own)
{
    public static readonly PageLinks Now = new("", "");

    private static readonly string[] Moment = ["asOf", "knownAt"];
    private static readonly string[] Narrowing = ["perspective", "minReliability"];

    /// <summary>What the address of a page says of the moment, spelt anew.</summary>
    internal static PageLinks Of(HttpRequest request) =>
        new(Spelt(request, Moment), Spelt(request, [.. Moment, .. Narrowing]));

    private static string Spelt(HttpRequest request, IEnumerable<string> names)
    {
        var given = names
            .Select(name => (name, value: request.Query[name].ToString()))
            .Where(of => of.value.Length > 0)
            .Select(of => $"{of.name}={Uri.EscapeDataString(of.value)}");
        var query = string.Join('&', given);
        return query.Length == 0 ? "" : $"?{query}";
    }

    public string To(FigureId figure) => $"/{figure}{Query}";

    public string To(Corridor corridor) => $"/{corridor}{Query}";

    /// <summary>As it is now: what it tells of may have been said, and count, before it was published.</summary>
    public static string To(ReportId report) => $"/report/{report}";

    /// <summary>In its report, as that is now.</summary>
    public static string To(ClaimId claim) => $"{To(claim.Report)}#claim-{claim.Number}";

    public static string ToClaim(string claim) => To(ClaimId.Read(claim).Value);

    public string ToClaimant(string id) => $"/claimant/{Uri.EscapeDataString(id)}{Query}";

    public string ToStatement(string id) => $"/statement/{Uri.EscapeDataString(id)}{Query}";

    /// <summary>With one more parameter.</summary>
    public string With(string name, string value) =>
        $"{(Query.Length == 0 ? "?" : $"{Query}&")}{name}={Uri.EscapeDataString(value)}";
}

/// <summary>JSON that stands inside a page: <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped.</summary>
internal static class PageJson
{
    private static readonly JsonSerializerOptions Options = new(AnswerJson.Options)
    {
        Encoder = JavaScriptEncoder.Default,
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
