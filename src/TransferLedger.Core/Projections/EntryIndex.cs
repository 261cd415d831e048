using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Projections;

/// <summary>
/// The index of a log that somebody holds themselves: of a mirror. It answers as the database's does, from nothing but entries.
/// </summary>
public sealed class EntryIndex : IEntryIndex
{
    private const int PageEntries = 8_192;

    private readonly IReadOnlyList<Recorded> log;
    private readonly Dictionary<string, List<long>> subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<StreamId, List<long>> streams = [];
    private readonly List<Recorded> judgements = [];
    private string[] ordered = [];

    private EntryIndex(IReadOnlyList<Recorded> log) => this.log = log;

    /// <param name="log">Every entry at its position, from 0; gone through twice here, and looked into afterwards.</param>
    /// <param name="progress">Told how many entries stand in the index.</param>
    public static EntryIndex Of(IReadOnlyList<Recorded> log, Action<long>? progress = null)
    {
        var index = new EntryIndex(log);
        foreach (var entry in log)
        {
            index.AddToStream(entry);
        }

        index.AddSubjects(progress);
        return index;
    }

    public Task<IReadOnlyDictionary<FigureId, FigureEntries>> EntriesOfFigures(
        IReadOnlyCollection<FigureId> figures,
        CancellationToken cancellation
    )
    {
        var fed = figures.ToDictionary(figure => figure, figure => At(PositionsOf(Subjects.Of(figure))));
        var named = fed.Values.SelectMany(entries => entries).SelectMany(ClaimHistory.StatementsIn);
        var reaching = StatementClasses.Reaching(judgements, named).ToList();
        return Task.FromResult<IReadOnlyDictionary<FigureId, FigureEntries>>(
            fed.ToDictionary(
                of => of.Key,
                of => new FigureEntries(of.Key, of.Value).With(of.Value.Count > 0 ? reaching : [])
            )
        );
    }

    public Task<IReadOnlyList<Recorded>> Judgements(
        IReadOnlyCollection<string> statements,
        CancellationToken cancellation
    ) => Found(StatementClasses.Reaching(judgements, statements));

    public Task<IReadOnlyList<Recorded>> EntriesAbout(
        SubjectRange about,
        long after,
        long before,
        int limit,
        CancellationToken cancellation
    )
    {
        var all = about.Subjects.Concat(about.Prefixes.SelectMany(Beginning)).SelectMany(PositionsOf);
        return Found(
            At(
                InOrder(all)
                    .SkipWhile(position => position <= after)
                    .TakeWhile(position => position < before)
                    .Take(limit)
            )
        );
    }

    public Task<IReadOnlyList<string>> SubjectsBetween(
        string from,
        string to,
        long before,
        int limit,
        CancellationToken cancellation
    )
    {
        var found = new List<string>();
        for (var n = FirstFrom(from); n < ordered.Length && found.Count < limit; n++)
        {
            var subject = ordered[n];
            if (string.CompareOrdinal(subject, to) >= 0)
            {
                break;
            }

            if (string.CompareOrdinal(subject, from) > 0 && subjects[subject][0] < before)
            {
                found.Add(subject);
            }
        }

        return Task.FromResult<IReadOnlyList<string>>(found);
    }

    public Task<IReadOnlyList<Recorded>> ClaimsBetween(
        IReadOnlyCollection<string> types,
        long after,
        long before,
        int limit,
        CancellationToken cancellation
    )
    {
        var found = new List<Recorded>();
        for (var n = after + 1; n < Math.Min(before, log.Count) && found.Count < limit; n++)
        {
            if (log[(int)n] is { Event: Claim } entry && types.Contains(EventNames.Of(entry.Event)))
            {
                found.Add(entry);
            }
        }

        return Found(found);
    }

    public Task<IReadOnlyList<Recorded>> LaterOf(
        IReadOnlyCollection<StreamId> reports,
        long before,
        CancellationToken cancellation
    ) =>
        Found(
            At(InOrder(reports.SelectMany(StreamOf)).TakeWhile(position => position < before))
                .Where(entry => entry.Event is LaterEvent)
        );

    public Task<IReadOnlyList<Recorded>> Streams(
        IReadOnlyCollection<StreamId> streams,
        long before,
        CancellationToken cancellation
    ) => Found(At(InOrder(streams.SelectMany(StreamOf)).TakeWhile(position => position < before)));

    public Task<IReadOnlyDictionary<StreamId, long>> VersionsBefore(
        IReadOnlyCollection<StreamId> streams,
        long before,
        CancellationToken cancellation
    ) =>
        Task.FromResult<IReadOnlyDictionary<StreamId, long>>(
            streams
                .Distinct()
                .Select(stream => (stream, Version: StreamOf(stream).TakeWhile(p => p < before).LongCount()))
                .Where(of => of.Version > 0)
                .ToDictionary(of => of.stream, of => of.Version)
        );

    public Task<IReadOnlyList<Recorded>> EntriesAt(
        IReadOnlyCollection<long> positions,
        CancellationToken cancellation
    ) => Found(At(positions));

    /// <summary>Reports that nothing happened to later are folded page by page; the others are kept until the end.</summary>
    private void AddSubjects(Action<long>? progress)
    {
        var kept = new ReadRows();
        for (var from = 0; from < log.Count; from += PageEntries)
        {
            var page = new ReadRows();
            for (var n = from; n < Math.Min(from + PageEntries, log.Count); n++)
            {
                (IsFinal(log[n], from) ? page : kept).Evolve(log[n]);
            }

            Add(page.SubjectEntries());
            progress?.Invoke(Math.Min(from + PageEntries, log.Count));
        }

        Add(kept.SubjectEntries());
        foreach (var positions in subjects.Values)
        {
            positions.Sort();
        }

        ordered = [.. subjects.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Nothing of its stream stands before the page or behind it.</summary>
    private bool IsFinal(Recorded entry, int pageFrom) =>
        streams[entry.Stream] is var positions
        && positions[0] >= pageFrom
        && positions[^1] < pageFrom + PageEntries;

    private void AddToStream(Recorded entry)
    {
        if (!streams.TryGetValue(entry.Stream, out var positions))
        {
            streams.Add(entry.Stream, positions = []);
        }

        positions.Add(entry.Position.Value);
        if (entry.Event is StatementsJudged)
        {
            judgements.Add(entry);
        }
    }

    private void Add(IEnumerable<SubjectEntry> entries)
    {
        foreach (var of in entries)
        {
            if (!subjects.TryGetValue(of.Subject, out var positions))
            {
                subjects.Add(of.Subject, positions = []);
            }

            positions.Add(of.Position.Value);
        }
    }

    private List<Recorded> At(IEnumerable<long> positions) =>
        positions.Select(position => log[(int)position]).ToList();

    private IReadOnlyList<long> PositionsOf(string subject) => subjects.GetValueOrDefault(subject) ?? [];

    private IReadOnlyList<long> StreamOf(StreamId stream) => streams.GetValueOrDefault(stream) ?? [];

    private IEnumerable<string> Beginning(string prefix)
    {
        for (
            var n = FirstFrom(prefix);
            n < ordered.Length && ordered[n].StartsWith(prefix, StringComparison.Ordinal);
            n++
        )
        {
            yield return ordered[n];
        }
    }

    private static IEnumerable<long> InOrder(IEnumerable<long> positions) => positions.Distinct().Order();

    /// <summary>The place of the first subject that is not before a text.</summary>
    private int FirstFrom(string text)
    {
        var (low, high) = (0, ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(ordered[middle], text) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static Task<IReadOnlyList<Recorded>> Found(IEnumerable<Recorded> entries) =>
        Task.FromResult<IReadOnlyList<Recorded>>([.. entries]);
}
