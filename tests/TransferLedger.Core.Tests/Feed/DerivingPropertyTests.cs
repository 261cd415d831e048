using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Tests.Estimates;

namespace TransferLedger.Core.Tests.Feed;

/// <summary>What the feed says depends neither on the page that a unit comes in nor on what the index knows of later.</summary>
public sealed class DerivingPropertyTests
{
    [Fact]
    public void A_page_says_of_each_unit_what_the_log_that_ends_there_says() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100),
            Prop.ForAll(
                RandomEntries.All.ToArbitrary(),
                entries =>
                {
                    var log = entries.Log.Select((entry, n) => entry with { Position = new(n) }).ToList();
                    var ends = entries.Steps.Select(last => (int)last.Value / 2 + 1).ToList();
                    var units = ends.Zip(ends.Prepend(0), (end, from) => new FeedUnit(log[from..end]))
                        .ToList();
                    var alone = ends.Zip(units, (end, unit) => Said([unit], log[..end]));

                    Assert.Equal(alone.SelectMany(said => said), Said(units, log));
                }
            )
        );

    private static List<string> Said(IReadOnlyList<FeedUnit> units, IReadOnlyList<Recorded> log)
    {
        var index = EntryIndex.Of(log);
        var deriving = Deriving.Of(units, index, CancellationToken.None).GetAwaiter().GetResult();
        var revisions = deriving
            .Revisions(index, Policy.Current, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        return
        [
            .. deriving
                .Tagged()
                .Select(of => (of.Entry.Position, Index: 0, Text: $"{of.Entry.Position} {In(of.Tags)}"))
                .Concat(
                    revisions.Select(
                        (of, n) =>
                            (
                                of.Unit.Last.Position,
                                Index: n + 1,
                                Text: $"{of.Unit.Last.Position} {In(of.Tags)} {Body(of.Unit, of.Figure, of.Revision)}"
                            )
                    )
                )
                .OrderBy(of => of.Position)
                .ThenBy(of => of.Index)
                .Select(of => of.Text),
        ];
    }

    private static string In(FeedTags tags) =>
        $"{string.Join(' ', tags.Corridors)}; {string.Join(' ', tags.Figures)}; {string.Join(' ', tags.Perspectives)}";

    private static string Body(FeedUnit unit, FigureId figure, Revision revision) =>
        Encoding.UTF8.GetString(EstimateRevisedBody.Of(figure, revision, unit.Last.Position).ToJson());
}
