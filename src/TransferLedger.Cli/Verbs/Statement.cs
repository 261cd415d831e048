using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>statement</c>: one statement as different reports tell it.</summary>
internal sealed class Statement : ReadVerb
{
    private const string Indent = "  ";

    private readonly Argument<string> statement = StatementArgument.New("statement");

    public Statement()
        : base(
            "statement",
            "Show a statement: where it appears, side by side, and where a retelling bent it."
        ) => Arguments.Add(statement);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var path = $"statements/{Uri.EscapeDataString(given.GetRequiredValue(statement))}";
        var answer = await server.Get(At(given, path), cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var found = answer.As<StatementAnswer>();
        var claims = await server.GetAll(
            AtDayOf(found.AsOf, given, "claims", ("statement", found.Statement), ("limit", "1000")),
            cancellation
        );
        Show(found, claims.As<ListAnswer<ClaimAnswer>>().Items, output);
        return ExitCode.Fine;
    }

    private static void Show(StatementAnswer statement, IReadOnlyList<ClaimAnswer> claims, Output output)
    {
        var reports = statement.Appearances.Select(a => a.Claim.Split('#')[0]).Distinct().Count();
        output.Line(
            $"{statement.Statement} as of {statement.AsOf}: {Phrase.Count(statement.Appearances.Count, "claim")} in {Phrase.Count(reports, "report")}"
        );
        if (statement.Members.Count > 1)
        {
            output.Paragraph($"Judged to be one statement: {string.Join(", ", statement.Members)}.");
        }

        Appearances(statement.Appearances, claims.ToDictionary(claim => claim.Claim), output);
        Differences(statement.Differences, reports, output);
        Unmatched(statement.Unmatched, output);
        Judgements(statement.Judgements, output);
    }

    /// <summary>What was first published, and beneath it each retelling of the same.</summary>
    private static void Appearances(
        IReadOnlyList<AppearanceAnswer> appearances,
        Dictionary<string, ClaimAnswer> claims,
        Output output
    )
    {
        output.Heading("Appearances");
        var listing = new Listing(
            new Column("Claim"),
            new Column("Words", IsFlexible: true),
            new Column("Shape", Rank: 1),
            new Column("Publisher", Rank: 3, IsFlexible: true),
            new Column("Published", Rank: 4),
            new Column("Claimant", Rank: 2, IsFlexible: true),
            new Column("Figure", Rank: 5)
        );
        var order = appearances.Select((a, i) => (a.Claim, i)).ToDictionary(a => a.Claim, a => a.i);
        foreach (
            var appearance in appearances
                .OrderBy(a => order.GetValueOrDefault(a.First, appearances.Count))
                .ThenBy(a => order[a.Claim])
        )
        {
            listing.Add(
                appearance.First == appearance.Claim ? appearance.Claim : $"  {appearance.Claim}",
                appearance.Words ?? InOurWords(claims.GetValueOrDefault(appearance.Claim)),
                appearance.Withdrawn ? "withdrawn" : appearance.Shape,
                appearance.Publisher,
                appearance.Published,
                appearance.Repeats
                    ? $"{Claimants.Name(appearance.Claimant)}, repeating it"
                    : Claimants.Name(appearance.Claimant),
                appearance.Figure
            );
        }

        output.Table(listing);
    }

    /// <summary>Of a claim without a number.</summary>
    private static string? InOurWords(ClaimAnswer? claim) =>
        claim is null ? null
        : claim.Data.TryGetProperty("summary", out var summary) ? summary.GetString()
        : claim.Type;

    private static void Differences(IReadOnlyList<DifferenceAnswer> differences, int reports, Output output)
    {
        if (reports < 2)
        {
            return;
        }

        output.Heading("Bent in retelling");
        if (differences.Count == 0)
        {
            output.Line("Nothing: all tell the same.");
            return;
        }

        foreach (var retold in differences.GroupBy(difference => (difference.Retold, difference.First)))
        {
            output.Paragraph($"{retold.Key.Retold}, first told in {retold.Key.First}:");
            foreach (var difference in retold)
            {
                output.Paragraph($"{difference.Flag}: {difference.Text}.", Indent);
            }
        }
    }

    private static void Unmatched(IReadOnlyList<UnmatchedAnswer> unmatched, Output output)
    {
        if (unmatched.Count == 0)
        {
            return;
        }

        output.Heading("Told by some only");
        foreach (var report in unmatched.GroupBy(one => (one.Report, one.Kind)))
        {
            var claims = string.Join(", ", report.Select(one => one.Claim));
            output.Paragraph(
                report.Key.Kind == "missing"
                    ? $"{report.Key.Report} leaves out {claims}."
                    : $"{report.Key.Report} alone adds {claims}."
            );
        }
    }

    private static void Judgements(IReadOnlyList<JudgementAnswer> judgements, Output output)
    {
        if (judgements.Count == 0)
        {
            return;
        }

        output.Heading("Judgements (of those on one pair the latest stands)");
        var listing = new Listing(
            new Column("First"),
            new Column("Second"),
            new Column("Are"),
            new Column("By", Rank: 1),
            new Column("Reason", Rank: 2, IsFlexible: true)
        );
        foreach (var judged in judgements)
        {
            listing.Add(judged.First, judged.Second, judged.Judgement, judged.By, judged.Reason);
        }

        output.Table(listing);
    }
}
