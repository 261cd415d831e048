using System.CommandLine;
using System.Text.Json;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>report</c>: one report with its claims and what became of them.</summary>
internal sealed class Report : ReadVerb
{
    private readonly Argument<string> report = new("report")
    {
        HelpName = "report",
        Description = "Its id, such as republic-2024-02-28-shells.",
    };

    public Report()
        : base("report", "Show a report with its claims, and what became of each in the figures.")
    {
        report.CompletionSources.Add(Suggestions.Reports);
        Arguments.Add(report);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var path = $"reports/{Uri.EscapeDataString(given.GetRequiredValue(report))}";
        var answer = await server.Get(At(given, path), cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        Show(answer.As<ReportAnswer>(), output);
        return ExitCode.Fine;
    }

    private static void Show(ReportAnswer report, Output output)
    {
        output.Line(report.Report);
        output.Line(report.Title);
        output.Line($"{report.Publisher} ({report.Medium}), published {report.Published}");
        if (report.Url is { } url)
        {
            output.Line(url);
        }

        output.Line(
            $"Recorded {report.RecordedAt}, version {report.Version}, position {Phrase.Number(report.Position)}"
        );
        output.Line();
        var listing = new Listing(
            new Column("#", IsNumber: true),
            new Column("Figure or type", IsFlexible: true),
            new Column("Who", Rank: 1),
            new Column("Said", Rank: 2),
            new Column("Words", IsFlexible: true),
            new Column("Fate"),
            new Column("Summary", Rank: 3, IsFlexible: true)
        );
        foreach (var claim in report.Claims)
        {
            listing.Add(
                claim.Claim[(claim.Claim.LastIndexOf('#') + 1)..],
                claim.Figure ?? $"{claim.Corridor} {claim.Type}",
                claim.Perspective,
                claim.Said,
                Words(claim.Data),
                claim.Withdrawn ? "withdrawn" : claim.Fate,
                Text(claim.Data, "summary")
            );
        }

        output.Table(listing);
        Later(report, output);
    }

    private static void Later(ReportAnswer report, Output output)
    {
        var later = report
            .Claims.SelectMany(claim => (claim.Later ?? []).Select(happened => (claim, happened)))
            .OrderBy(one => one.happened.Position)
            .ToList();
        if (later.Count == 0)
        {
            return;
        }

        output.Heading("What happened later");
        var listing = new Listing(
            new Column("#", IsNumber: true),
            new Column("What", IsFlexible: true),
            new Column("Version", Rank: 1),
            new Column("Position", Rank: 2, IsNumber: true),
            new Column("Recorded", Rank: 3),
            new Column("Reason", IsFlexible: true)
        );
        foreach (var (claim, happened) in later)
        {
            listing.Add(
                claim.Claim[(claim.Claim.LastIndexOf('#') + 1)..],
                LaterEvents.Words(happened),
                happened.Version,
                Phrase.Number(happened.Position),
                Phrase.Day(happened.RecordedAt),
                happened.Reason
            );
        }

        output.Table(listing);
    }

    /// <summary>The number as it was said; empty where there is none.</summary>
    public static string Words(JsonElement claim)
    {
        if (
            !claim.TryGetProperty("quantity", out var quantity)
            && !claim.TryGetProperty("share", out quantity)
            && !claim.TryGetProperty("voyages", out quantity)
        )
        {
            return "";
        }

        return quantity.ValueKind switch
        {
            JsonValueKind.String => quantity.GetString()!,
            JsonValueKind.Object when Text(quantity, "words") is { Length: > 0 } words => words,
            JsonValueKind.Object => Fields(quantity),
            _ => "",
        };
    }

    private static string Fields(JsonElement quantity)
    {
        var point = Number(quantity, "point");
        return point is { } number
            ? Phrase.Number(number)
            : Phrase.Range(Number(quantity, "low"), Number(quantity, "high"), unit: null);
    }

    private static decimal? Number(JsonElement of, string member) =>
        of.TryGetProperty(member, out var number) && number.ValueKind == JsonValueKind.Number
            ? number.GetDecimal()
            : null;

    private static string Text(JsonElement of, string member) =>
        of.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : "";
}
