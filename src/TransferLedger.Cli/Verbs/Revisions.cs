using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>revisions</c>: how the estimate of a figure came to be.</summary>
internal sealed class Revisions : FigureVerb
{
    private const int MostCauses = 3;
    private const string Recorded = "recorded";

    private readonly Option<string?> axis = new("--axis")
    {
        HelpName = "word",
        Description =
            "stated: the days on which something was said, corrected or withdrawn. recorded: the entries of the log, as of one day. Default: stated. Take recorded to see what our own corrections, grades and judgements did.",
    };

    public Revisions()
        : base(
            "revisions",
            "Show how the estimate of a figure changed, step by step, and through whose claims."
        )
    {
        axis.OneOf("stated", Recorded);
        Takes(axis);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var answer = await server.Get(
            Path(given, "/revisions", ("axis", given.GetValue(axis))),
            cancellation
        );
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var history = answer.As<RevisionsAnswer>();
        var claims = await FigureClaims.Of(
            history.Figure,
            path => AtDayOf(history.AsOf, given, path),
            server,
            cancellation
        );
        Show(history, claims, output);
        return ExitCode.Fine;
    }

    private static void Show(RevisionsAnswer history, FigureClaims claims, Output output)
    {
        if (Narrowing.Remark(history.Narrowing) is { } narrowed)
        {
            output.Paragraph(narrowed);
        }

        if (history.Items.Count == 0)
        {
            output.Line($"{history.Figure}: nothing had been said by {history.AsOf}.");
            return;
        }

        Table(history, claims, output);
    }

    /// <summary>The steps, each with what stood before and after it, and whose claims made it.</summary>
    public static void Table(RevisionsAnswer history, FigureClaims claims, Output output)
    {
        var listing = new Listing(
            new Column("Day"),
            new Column("At", Rank: 1, IsNumber: true),
            new Column("Kind"),
            new Column("Before", Rank: 5, IsFlexible: true),
            new Column("After", IsFlexible: true),
            new Column("About", Rank: 4),
            new Column("Who", Rank: 2, IsFlexible: true),
            new Column("Through", Rank: 3, IsFlexible: true)
        );
        foreach (var revision in history.Items)
        {
            listing.Add(
                revision.Day,
                revision.Position is { } position ? Phrase.Number(position) : "",
                revision.Kind,
                Estimates.Short(revision.Before, history.Unit),
                Estimates.Short(revision.After, history.Unit),
                Estimates.Period(revision.After.Period),
                Phrase.Some(claims.WhoSaid(revision.Cause.Select(cause => cause.Claim)), MostCauses),
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
}
