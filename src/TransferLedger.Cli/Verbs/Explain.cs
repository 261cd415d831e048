using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>explain</c>: why the number of a figure is what it is, as sums that can be checked.</summary>
internal sealed class Explain()
    : FigureVerb(
        "explain",
        "Explain low and high of a figure as sums: which claim, whose, about which days, and what it adds."
    )
{
    private const string Indent = "  ";

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        if (output.IsJson)
        {
            output.Document((await server.Get(Path(given, "/explanation"), cancellation)).Body);
            return ExitCode.Fine;
        }

        var estimate = (await server.Get(Path(given), cancellation)).As<EstimateAnswer>();
        var answer = await server.Get(PathOf(estimate, given, "/explanation"), cancellation);
        var explanation = answer.As<ExplanationAnswer>();
        Estimates.Headline(estimate, output);
        Bound("Low", explanation.Low, estimate.Unit, output);
        Bound("High", explanation.High, estimate.Unit, output);
        Perspectives(explanation, output);
        Conflicts(estimate, output);
        return ExitCode.Fine;
    }

    /// <summary><c>at least 13,001</c>.</summary>
    public static string Bound(StepAnswer step, string? unit) =>
        $"{(step.Side == "at-least" ? "at least" : "at most")} {Phrase.Number(step.Number, unit)}";

    private static void Bound(string name, BoundAnswer bound, string? unit, Output output)
    {
        var number = bound.Number is { } n ? $": {Phrase.Number(n, unit)}" : "";
        output.Heading($"{name}{number}");
        output.Paragraph(bound.Sentence);
        if (bound.Steps.Count == 0)
        {
            return;
        }

        output.Line();
        var listing = new Listing(
            new Column("Claim"),
            new Column("Who", Rank: 1, IsFlexible: true),
            new Column("Words", Rank: 4, IsFlexible: true),
            new Column("Says", Rank: 3, IsFlexible: true),
            new Column("Over", Rank: 2),
            new Column("Adds", IsNumber: true),
            new Column("Sum", IsNumber: true)
        );
        foreach (var step in bound.Steps)
        {
            listing.Add(
                step.Claim,
                Claimants.Name(step.Claimant),
                step.Words,
                Bound(step, unit),
                Phrase.Period(step.From, step.To),
                Phrase.Number(step.Effect, unit),
                Phrase.Number(step.Sum, unit)
            );
        }

        output.Table(listing);
    }

    private static void Perspectives(ExplanationAnswer explanation, Output output)
    {
        if (explanation.Perspectives.Count < 2)
        {
            return;
        }

        output.Heading("Each perspective, over its own period");
        foreach (var perspective in explanation.Perspectives)
        {
            output.Paragraph(
                $"{perspective.Perspective}: {perspective.Low.Sentence} {perspective.High.Sentence}"
            );
            var claims = perspective
                .Low.Steps.Concat(perspective.High.Steps)
                .Select(step => step.Claim)
                .Distinct(StringComparer.Ordinal);
            output.Paragraph(string.Join(", ", claims), Indent);
        }
    }

    private static void Conflicts(EstimateAnswer estimate, Output output)
    {
        var bearing = estimate.Conflicts.Where(conflict => conflict.BearsOnPeriod).ToList();
        if (bearing.Count > 0)
        {
            output.Heading("What does not hold together with it");
            foreach (var conflict in bearing)
            {
                Verbs.Conflicts.Show(conflict, output);
            }
        }

        if (estimate.Conflicts.Count > bearing.Count)
        {
            output.Line();
            output.Paragraph(
                $"{Phrase.Count(estimate.Conflicts.Count - bearing.Count, "more conflict")} about other days: see transferledger figure {estimate.Figure}"
            );
        }
    }
}
