using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Projections;

/// <summary>
/// The port to the index of the log: finds entries by what they are about, and by their places. It may know of entries behind the
/// position that a reader stands at; what they changed is the reader's to leave out.
/// </summary>
public interface IEntryIndex
{
    /// <summary>All entries that concern some figures; each has the judgements that reach any of them.</summary>
    Task<IReadOnlyDictionary<FigureId, FigureEntries>> EntriesOfFigures(
        IReadOnlyCollection<FigureId> figures,
        CancellationToken cancellation
    );

    /// <summary>The judgements that reach some statements, in the order of the log.</summary>
    Task<IReadOnlyList<Recorded>> Judgements(
        IReadOnlyCollection<string> statements,
        CancellationToken cancellation
    );

    /// <summary>
    /// The entries between two positions, both left out, that are about some subjects or about those that begin like others; each
    /// once, in the order of the log.
    /// </summary>
    Task<IReadOnlyList<Recorded>> EntriesAbout(
        SubjectRange about,
        long after,
        long before,
        int limit,
        CancellationToken cancellation
    );

    /// <summary>Subjects behind one text and before another that an entry before a position is about, ordinally.</summary>
    Task<IReadOnlyList<string>> SubjectsBetween(
        string from,
        string to,
        long before,
        int limit,
        CancellationToken cancellation
    );

    /// <summary>The claims of some types between two positions, both left out, in the order of the log.</summary>
    /// <param name="types">Stored names.</param>
    Task<IReadOnlyList<Recorded>> ClaimsBetween(
        IReadOnlyCollection<string> types,
        long after,
        long before,
        int limit,
        CancellationToken cancellation
    );

    /// <summary>What had happened before a position to claims of some reports, in the order of the log.</summary>
    Task<IReadOnlyList<Recorded>> LaterOf(
        IReadOnlyCollection<StreamId> reports,
        long before,
        CancellationToken cancellation
    );

    /// <summary>The entries of some streams before a position, in the order of the log; of one that did not exist none.</summary>
    Task<IReadOnlyList<Recorded>> Streams(
        IReadOnlyCollection<StreamId> streams,
        long before,
        CancellationToken cancellation
    );

    /// <summary>The versions that some streams had reached before a position.</summary>
    Task<IReadOnlyDictionary<StreamId, long>> VersionsBefore(
        IReadOnlyCollection<StreamId> streams,
        long before,
        CancellationToken cancellation
    );

    /// <summary>The entries at some positions, which must be there, in the order given.</summary>
    Task<IReadOnlyList<Recorded>> EntriesAt(
        IReadOnlyCollection<long> positions,
        CancellationToken cancellation
    );
}

/// <summary>Where a report begins and ends in the log: its claims follow its filing there as they do in its stream.</summary>
public static class ReportExtent
{
    /// <summary>The last entry that was filed together with one: of the report whose filing or claim it is, else itself.</summary>
    public static async Task<Recorded> EndOf(
        Recorded entry,
        IEntryIndex index,
        CancellationToken cancellation
    )
    {
        if (entry.Event is not (ReportFiled or Claim))
        {
            return entry;
        }

        var filed = await FilingOf(entry, index, cancellation);
        var end = filed.Position.Value + ((ReportFiled)filed.Event).Claims;
        return end == entry.Position.Value ? entry : (await index.EntriesAt([end], cancellation))[0];
    }

    /// <summary>What a reader at a position does not know any more: inside a report that is the report, else what comes next.</summary>
    public static async Task<long> EndOfWhatIsKnownAt(
        long position,
        IEntryIndex index,
        CancellationToken cancellation
    )
    {
        var entry = (await index.EntriesAt([position], cancellation))[0];
        if (entry.Event is not (ReportFiled or Claim))
        {
            return position + 1;
        }

        var filed = await FilingOf(entry, index, cancellation);
        return filed.Position.Value + ((ReportFiled)filed.Event).Claims > position
            ? filed.Position.Value
            : position + 1;
    }

    private static async Task<Recorded> FilingOf(
        Recorded entry,
        IEntryIndex index,
        CancellationToken cancellation
    ) =>
        entry.Event is ReportFiled
            ? entry
            : (await index.EntriesAt([entry.Position.Value - entry.Version + 1], cancellation))[0];
}
