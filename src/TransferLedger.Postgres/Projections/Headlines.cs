using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Works out the figures that a page touches. It remembers entries and judgements from page to page, which is right as long as
/// nobody else writes: whoever fails to write, or takes over, begins with another one.
/// </summary>
internal sealed class Headlines(Generation generation, Policy policy)
{
    private readonly FigureEntriesCache figures = new();
    private List<StatementsJudged>? judgements;
    private StatementClasses? classes;

    /// <summary>The figures that the page touches, estimated from all their entries; null: no claim feeds it any more.</summary>
    public async Task<Dictionary<FigureId, FigureRow?>> Of(
        NpgsqlConnection connection,
        ReadRows rows,
        CancellationToken cancellation
    )
    {
        var statements = await Classes(connection, rows, cancellation);
        var judged = await RunnerReads.FiguresOfStatements(
            connection,
            generation,
            rows.Judgements.SelectMany(entry => MembersJudged(statements, (StatementsJudged)entry.Event)),
            cancellation
        );
        var added = rows.FigureEntries().ToLookup(of => of.Figure, of => of.Entry);
        var touched = added.Select(figure => figure.Key).Union(judged).ToList();
        var all = await figures.With(
            added,
            touched,
            missing => RunnerReads.EntriesOfFigures(connection, generation, missing, cancellation)
        );
        return touched.ToDictionary(
            figure => figure,
            figure =>
                FigureRow.Of(
                    new FigureEntries(figure, all[figure]).Record() with
                    {
                        Statements = statements,
                    },
                    all[figure][^1].Position,
                    policy
                )
        );
    }

    /// <summary>Which statements are one, with what the page judges; worked out anew only where it judges something.</summary>
    private async Task<StatementClasses> Classes(
        NpgsqlConnection connection,
        ReadRows rows,
        CancellationToken cancellation
    )
    {
        if (judgements is null)
        {
            judgements = await RunnerReads.Judgements(connection, generation, cancellation);
            classes = null;
        }

        if (classes is null || rows.Judgements.Count > 0)
        {
            judgements.AddRange(rows.Judgements.Select(entry => (StatementsJudged)entry.Event));
            classes = StatementClasses.From(judgements);
        }

        return classes;
    }

    /// <summary>Those that are one with the judged ones now, and the judged ones, which may have been before.</summary>
    private static IEnumerable<string> MembersJudged(StatementClasses statements, StatementsJudged judged) =>
        statements.MembersOf(judged.First).Concat(statements.MembersOf(judged.Second));
}
