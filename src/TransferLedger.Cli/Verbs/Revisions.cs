using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>revisions</c>: how the estimate of a figure came to be.</summary>
internal sealed class Revisions : ReadVerb
{
    private const int MostCauses = 3;

    private readonly Argument<string> figure = FigureArgument.New();

    public Revisions()
        : base(
            "revisions",
            "Show how the estimate of a figure changed, day by day, and through which claims."
        ) => Arguments.Add(figure);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var answer = await server.Get(
            At(given, $"figures/{given.GetRequiredValue(figure)}/revisions"),
            cancellation
        );
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        Show(answer.As<RevisionsAnswer>(), output);
        return ExitCode.Fine;
    }

    private static void Show(RevisionsAnswer history, Output output)
    {
        if (history.Items.Count == 0)
        {
            output.Line($"{history.Figure}: nothing had been said by {history.AsOf}.");
            return;
        }

        var listing = new Listing(
            new Column("Day"),
            new Column("Kind"),
            new Column("Before", Rank: 3, IsFlexible: true),
            new Column("After", IsFlexible: true),
            new Column("About", Rank: 1),
            new Column("Through", Rank: 2, IsFlexible: true)
        );
        foreach (var revision in history.Items)
        {
            listing.Add(
                revision.Day,
                revision.Kind,
                Standing(revision.Before, history.Unit),
                Standing(revision.After, history.Unit),
                Estimates.Period(revision.After.Period),
                Phrase.Some([.. revision.Cause.Select(Cause)], MostCauses)
            );
        }

        output.Table(listing);
    }

    /// <summary>Being said or filed is the rule and needs no word.</summary>
    private static string Cause(CauseAnswer cause) =>
        cause.Event switch
        {
            "said" or "filed" => cause.Claim!,
            "judged" => $"{string.Join(" and ", cause.Statements)} judged",
            "recording-error" => $"{cause.Claim} was recorded wrongly",
            var happened => $"{cause.Claim} {happened}",
        };

    private static string Standing(StandingAnswer standing, string? unit) =>
        Estimates.Short(standing.Status, standing.Low, standing.High, standing.Point, unit);
}
