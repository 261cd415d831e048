using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Reports;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>check</c>: what filing a file would do, without writing.</summary>
internal sealed class Check : ServerVerb
{
    private readonly Argument<string> file = new("file")
    {
        Description = "One report a line (NDJSON), or a single report. - reads standard input.",
    };

    public Check()
        : base(
            "check",
            "Show how the reports of a file are read and what they would change, without filing them. Exit code 1 if any would be refused."
        ) => Arguments.Add(file);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        await using var reports = ReportsFile.Open(given.GetRequiredValue(file));
        var (good, bad) = (0L, 0L);
        await foreach (var batch in reports.Batches(cancellation))
        {
            foreach (var report in batch)
            {
                var isGood = await CheckOne(server, reports.Name, report, output, cancellation);
                (good, bad) = isGood ? (good + 1, bad) : (good, bad + 1);
            }
        }

        output.Remark(
            $"{reports.Name}: {Phrase.Count(good, "report")} can be filed, {Phrase.Number(bad)} not."
        );
        return bad == 0 ? ExitCode.Fine : ExitCode.Difference;
    }

    private static async Task<bool> CheckOne(
        ServerClient server,
        string name,
        ReportLine report,
        Output output,
        CancellationToken cancellation
    )
    {
        var verdict = await server.PostReport("reports/check", report.Json, cancellation);
        if (output.IsJson)
        {
            output.Document(AsDocument(report, verdict));
        }

        if (verdict.Accepted is not { } accepted)
        {
            if (!output.IsJson)
            {
                output.Complain([
                    .. verdict.Complaints.Select(c =>
                        c with
                        {
                            Place = $"{name}:{report.LineOf(c.Pointer)}",
                        }
                    ),
                ]);
            }

            return false;
        }

        var answer = accepted.As<CheckAnswer>();
        if (!output.IsJson)
        {
            Show(answer, output);
        }

        return answer.Outcome != "differs";
    }

    private static JsonObject AsDocument(ReportLine report, Verdict verdict)
    {
        if (verdict.Accepted is { } accepted)
        {
            var answer = accepted.AsNode();
            answer.Insert(0, "line", report.Number);
            return answer;
        }

        var errors = verdict.Complaints.Select(c => new JsonObject
        {
            ["pointer"] = c.Pointer,
            ["code"] = c.Code,
            ["detail"] = c.Says,
        });
        return new JsonObject
        {
            ["line"] = report.Number,
            ["outcome"] = "refused",
            ["errors"] = new JsonArray([.. errors]),
        };
    }

    private static void Show(CheckAnswer answer, Output output)
    {
        output.Heading($"{answer.Report}: {OutcomeOf(answer)}");
        var claims = new Listing(
            new Column("Claim"),
            new Column("Figure or type", IsFlexible: true),
            new Column("Who", Rank: 2),
            new Column("Said", Rank: 3),
            new Column("Words", Rank: 1, IsFlexible: true),
            new Column("Read as", IsFlexible: true)
        );
        foreach (var claim in answer.Claims)
        {
            claims.Add(
                claim.Claim[(claim.Claim.LastIndexOf('#') + 1)..],
                claim.Figure ?? claim.Type,
                claim.Perspective,
                claim.Said,
                claim.Quantity?.Words,
                claim.Quantity is null ? "" : claim.Quantity.Reading ?? "unread: it makes no bound"
            );
        }

        output.Table(claims);
        if (answer.Estimates.Count > 0)
        {
            output.Line();
            ShowChanges(answer.Estimates, output);
        }
    }

    private static void ShowChanges(IReadOnlyList<ChangedFigureAnswer> changes, Output output)
    {
        var listing = new Listing(
            new Column("Figure"),
            new Column("Now", IsFlexible: true),
            new Column("Would become", IsFlexible: true)
        );
        foreach (var change in changes)
        {
            var (before, after) = (Estimates.Short(change.Before), Estimates.Short(change.After));
            listing.Add(change.Figure, before, before == after ? "the same" : after);
        }

        output.Table(listing);
    }

    private static string OutcomeOf(CheckAnswer answer) =>
        answer.Outcome switch
        {
            "new" => $"would be filed with {Phrase.Count(answer.Claims.Count, "claim")}",
            "unchanged" => "is filed already, just like this",
            "differs" => "another report is filed under this id; give this one an id of its own",
            var other => other,
        };
}
