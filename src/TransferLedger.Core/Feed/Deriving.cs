using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Core.Feed;

/// <summary>
/// What the feed says of some units of the log: what each entry is about, and how estimates changed with it. Worked out from the
/// index as it was known before and after each unit, so that whatever comes later changes nothing.
/// </summary>
public sealed class Deriving
{
    private static readonly ILookup<StreamId, Recorded> NoStreams = Array
        .Empty<Recorded>()
        .ToLookup(entry => entry.Stream);

    private readonly IReadOnlyList<FeedUnit> units;
    private readonly Dictionary<FeedUnit, IReadOnlyList<FigureId>> touched;
    private readonly ILookup<StreamId, Recorded> streams;

    private Deriving(
        IReadOnlyList<FeedUnit> units,
        Dictionary<FeedUnit, IReadOnlyList<FigureId>> touched,
        ILookup<StreamId, Recorded> streams
    ) => (this.units, this.touched, this.streams) = (units, touched, streams);

    /// <summary>Of a report, which says itself what it is about.</summary>
    public static Deriving OfReport(FeedUnit report) =>
        new([report], new() { [report] = FiguresOf(report) }, NoStreams);

    /// <summary>Of a page of them: the index is asked as often as of one.</summary>
    /// <param name="index">Holds all entries of the units.</param>
    public static async Task<Deriving> Of(
        IReadOnlyList<FeedUnit> units,
        IEntryIndex index,
        CancellationToken cancellation
    )
    {
        var judged = units.Select(unit => unit.Last).Where(entry => entry.Event is StatementsJudged).ToList();
        var figures = await JudgedFigures.Of(judged, index, cancellation);
        var touched = units.ToDictionary(
            unit => unit,
            unit => unit.Last.Event is StatementsJudged ? figures.Of(unit.Last) : FiguresOf(unit)
        );
        return new(units, touched, await StreamsOf(units, index, cancellation));
    }

    /// <summary>What each entry is about, in the order of the log.</summary>
    public IEnumerable<(Recorded Entry, FeedTags Tags)> Tagged() =>
        units.SelectMany(unit =>
        {
            var tags = unit.Entries.Select(entry => TagsOf(entry, unit)).ToList();
            return unit.Entries.Zip(
                unit.Entries[0].Event is ReportFiled ? tags.Skip(1).Prepend(FeedTags.All(tags)) : tags
            );
        });

    /// <summary>
    /// Every change of range, point or status, in the order of the log, of one unit by figure. Where there is much to work out, half of the
    /// processors are left to readers.
    /// </summary>
    public async Task<
        IReadOnlyList<(FeedUnit Unit, FigureId Figure, FeedTags Tags, Revision Revision)>
    > Revisions(IEntryIndex index, Policy policy, CancellationToken cancellation)
    {
        var figures = touched.Values.SelectMany(of => of).Distinct().ToList();
        if (figures.Count == 0)
        {
            return [];
        }

        var entries = await index.EntriesOfFigures(figures, cancellation);
        var revised = OfOneDay()
            .SelectMany(day => figures.Select(figure => (day, figure)))
            .AsParallel()
            .WithDegreeOfParallelism(Math.Max(1, Environment.ProcessorCount / 2))
            .SelectMany(of =>
                RevisionHistory
                    .OfNumber(
                        entries[of.figure].UpTo(of.day[^1].Last.Position),
                        of.day[0].First,
                        DayOf(of.day[0]),
                        policy
                    )
                    .Select(revision => (Unit: UnitAt(revision.At.Position!.Value), of.figure, revision))
            );
        return
        [
            .. revised
                .OrderBy(of => of.Unit.First)
                .ThenBy(of => of.figure)
                .Select(of =>
                    (of.Unit, of.figure, TagsOf(of.figure, of.Unit, entries[of.figure]), of.revision)
                ),
        ];
    }

    /// <summary>Runs of units that were recorded on one day: readers of that day saw each of them.</summary>
    private IEnumerable<IReadOnlyList<FeedUnit>> OfOneDay()
    {
        for (var n = 0; n < units.Count; )
        {
            var day = DayOf(units[n]);
            var run = units.Skip(n).TakeWhile(unit => DayOf(unit) == day).ToList();
            yield return run;
            n += run.Count;
        }
    }

    private static DateOnly DayOf(FeedUnit unit) => DateOnly.FromDateTime(unit.Last.RecordedAt);

    private FeedUnit UnitAt(Position position)
    {
        var (low, high) = (0, units.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = units[middle].Last.Position < position ? (middle + 1, high) : (low, middle);
        }

        return units[low];
    }

    private FeedTags TagsOf(Recorded entry, FeedUnit unit) =>
        entry.Event switch
        {
            Claim claim => FeedTags.Of(claim),
            LaterEvent later => FeedTags.Of([.. EverClaimed(entry, later)], later.Figures),
            StatementsJudged => FeedTags.Of(touched[unit]),
            _ => FeedTags.None,
        };

    /// <summary>The claim as it was recorded by then, and before.</summary>
    private IEnumerable<Claim> EverClaimed(Recorded entry, LaterEvent later) =>
        Histories(entry)[later.Claim].AsEverRecorded();

    private Dictionary<ClaimId, ClaimHistory> Histories(Recorded entry) =>
        FigureEntries.HistoriesIn(
            streams[entry.Stream]
                .TakeWhile(known => known.Position <= entry.Position)
                .Where(known => known.Event is not ReportFiled)
        );

    private FeedTags TagsOf(FigureId figure, FeedUnit unit, FigureEntries entries) =>
        new(
            [figure.Corridor.ToString()],
            [figure.ToString()],
            unit.Last.Event is StatementsJudged judged
                ? FeedTags.Of([.. JudgedIn(judged, entries.UpTo(unit.Last.Position))], []).Perspectives
                : FeedTags
                    .All([
                        .. unit
                            .Entries.Where(entry => FiguresIn(entry).Contains(figure))
                            .Select(entry => TagsOf(entry, unit)),
                    ])
                    .Perspectives
        );

    /// <summary>The claims of a figure, as they were ever recorded, that told what was judged to be one statement or two.</summary>
    private static IEnumerable<Claim> JudgedIn(StatementsJudged judged, FigureEntries entries)
    {
        var classes = StatementClasses.From(
            entries.Entries.Select(entry => entry.Event).OfType<StatementsJudged>()
        );
        var members = classes
            .MembersOf(judged.First)
            .Concat(classes.MembersOf(judged.Second))
            .ToHashSet(StringComparer.Ordinal);
        return FigureEntries
            .HistoriesIn(entries.Entries)
            .Values.SelectMany(history => history.AsEverRecorded())
            .Where(claim => ClaimHistory.StatementsIn(claim).Any(members.Contains));
    }

    /// <summary>The streams of later events, as far as the units go.</summary>
    private static async Task<ILookup<StreamId, Recorded>> StreamsOf(
        IReadOnlyList<FeedUnit> units,
        IEntryIndex index,
        CancellationToken cancellation
    )
    {
        var changed = units
            .Where(unit => unit.Last.Event is LaterEvent)
            .Select(unit => unit.Last.Stream)
            .Distinct()
            .ToList();
        return changed.Count == 0
            ? NoStreams
            : (await index.Streams(changed, units[^1].Last.Position.Value + 1, cancellation)).ToLookup(
                entry => entry.Stream
            );
    }

    private static IReadOnlyList<FigureId> FiguresOf(FeedUnit unit) =>
        [.. unit.Entries.SelectMany(FiguresIn).Distinct()];

    private static IEnumerable<FigureId> FiguresIn(Recorded entry) =>
        entry.Event switch
        {
            Claim claim => FigureId.FedBy(claim) is { } figure ? [figure] : [],
            LaterEvent later => later.Figures.Select(text => FigureId.Read(text).Value),
            _ => [],
        };
}
