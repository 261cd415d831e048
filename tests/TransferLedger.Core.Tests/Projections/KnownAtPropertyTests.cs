using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Tests.Estimates;

namespace TransferLedger.Core.Tests.Projections;

/// <summary>
/// What was known at a position, found through the index of the whole log, is what a log says that ends there: later entries
/// change nothing of it, however claims move between figures, claimants and corridors.
/// </summary>
public sealed class KnownAtPropertyTests
{
    private static readonly FigureId[] Figures = [Worked.Containers, FigureId.Read("IR-RU/containers").Value];

    [Fact]
    public void The_entries_of_a_figure_are_those_of_the_log_that_ends_there() =>
        Each(
            (whole, known, last) =>
            {
                foreach (var figure in Figures)
                {
                    var expected = Filtered(known, figure);
                    var found = Indexed(whole, figure).UpTo(last);
                    Assert.Equal(
                        expected.Select(entry => entry.Position),
                        found.Entries.Select(entry => entry.Position)
                    );
                    var record = new FigureEntries(figure, expected).Record();
                    foreach (var day in new[] { new DateOnly(2024, 2, 10), DateOnly.MaxValue })
                    {
                        Assert.Equal(
                            Estimator.Of(record, day, Policy.Current),
                            Estimator.Of(found.Record(), day, Policy.Current)
                        );
                    }
                }
            }
        );

    [Fact]
    public void The_claims_under_a_subject_are_those_of_the_log_that_ends_there() =>
        Each(
            (whole, known, last) =>
            {
                var index = Rows(whole).SubjectEntries().ToLookup(of => of.Subject, of => of.Position);
                var expected = Rows(known).SubjectEntries().ToLookup(of => of.Subject, of => of.Position);
                var entries = whole.ToDictionary(entry => entry.Position);
                foreach (
                    var subject in index
                        .Select(of => of.Key)
                        .Where(key => !key.StartsWith(Subjects.Figures, StringComparison.Ordinal))
                )
                {
                    var found = index[subject]
                        .Where(position => position <= last)
                        .Order()
                        .Select(position => entries[position]);
                    var stood = FigureEntries
                        .HistoriesIn(found)
                        .Values.Where(history => Subjects.Of(history).Contains(subject))
                        .SelectMany(history => history.Entries);
                    Assert.Equal(expected[subject].Order(), stood.Select(entry => entry.Position).Order());
                }
            }
        );

    /// <summary>By looking at every claim and every judgement.</summary>
    private static List<Recorded> Filtered(IReadOnlyList<Recorded> known, FigureId figure)
    {
        var fed = FigureEntries
            .HistoriesIn(known)
            .Values.Where(history =>
                history.Entries.Any(entry =>
                    entry.Event is Claim claim && FigureId.FedBy(claim) == figure
                    || entry.Event is LaterEvent later && later.Figures.Contains(figure.ToString())
                )
            )
            .SelectMany(history => history.Entries)
            .ToList();
        var judged = known.Where(entry => entry.Event is StatementsJudged).ToList();
        var reached = fed.SelectMany(ClaimHistory.StatementsIn).ToHashSet(StringComparer.Ordinal);
        for (var before = -1; before != reached.Count; )
        {
            before = reached.Count;
            foreach (var pair in judged.Select(entry => (StatementsJudged)entry.Event))
            {
                if (reached.Contains(pair.First) || reached.Contains(pair.Second))
                {
                    reached.UnionWith([pair.First, pair.Second]);
                }
            }
        }

        return
        [
            .. fed.Concat(judged.Where(entry => reached.Contains(((StatementsJudged)entry.Event).First)))
                .OrderBy(entry => entry.Position),
        ];
    }

    /// <summary>As the index has it of the whole log, judgements that reach it included.</summary>
    private static FigureEntries Indexed(IReadOnlyList<Recorded> whole, FigureId figure)
    {
        var fed = Rows(whole)
            .FigureEntries()
            .Where(of => of.Figure == figure)
            .Select(of => of.Entry)
            .OrderBy(entry => entry.Position)
            .ToList();
        var judged = whole.Where(entry => entry.Event is StatementsJudged).ToList();
        var reaching = StatementClasses.Reaching(judged, fed.SelectMany(ClaimHistory.StatementsIn));
        return new FigureEntries(figure, fed).With(reaching);
    }

    private static ReadRows Rows(IEnumerable<Recorded> entries)
    {
        var rows = new ReadRows();
        foreach (var entry in entries)
        {
            rows.Evolve(entry);
        }

        return rows;
    }

    private static void Each(Action<IReadOnlyList<Recorded>, IReadOnlyList<Recorded>, Position> holds) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(
                RandomEntries.All.ToArbitrary(),
                entries =>
                {
                    foreach (var last in entries.Steps)
                    {
                        holds(entries.Log, [.. entries.Log.TakeWhile(entry => entry.Position <= last)], last);
                    }
                }
            )
        );
}
