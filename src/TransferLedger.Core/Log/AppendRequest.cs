using System.Runtime.InteropServices;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Log;

/// <summary>
/// The entries of one caller with their bytes ready to be stamped: all of them are written or none. Holds the rules that
/// every log shares: what a well-formed request is, and when a request has been written before.
/// </summary>
public sealed class AppendRequest
{
    private AppendRequest(
        IReadOnlyList<NewEntry> entries,
        EntryDraft[] drafts,
        Dictionary<StreamId, long> firsts
    ) => (Entries, Drafts, FirstVersions) = (entries, drafts, firsts);

    /// <summary>At least one, as the caller gave them.</summary>
    public IReadOnlyList<NewEntry> Entries { get; }

    /// <summary>One for each of <see cref="Entries"/>.</summary>
    public IReadOnlyList<EntryDraft> Drafts { get; }

    /// <summary>The version with which the request goes on in each stream that it touches.</summary>
    public IReadOnlyDictionary<StreamId, long> FirstVersions { get; }

    /// <summary>Writes the entries' bytes. What can be refused without looking at the log is refused here.</summary>
    /// <param name="refusal">Null where the request may go on.</param>
    /// <exception cref="ArgumentException">No entries, or versions of a stream that do not follow each other.</exception>
    public static AppendRequest Of(string ledger, IReadOnlyList<NewEntry> entries, out AppendResult? refusal)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
        {
            throw new ArgumentException("A request has at least one entry.", nameof(entries));
        }

        refusal = null;
        var drafts = new EntryDraft[entries.Count];
        var ids = new HashSet<Guid>(entries.Count);
        for (var i = 0; i < drafts.Length; i++)
        {
            var e = entries[i];
            drafts[i] = EntryBytes.Draft(ledger, e.Id, e.Stream, e.Version, e.Type, e.By, e.Data);
            refusal ??= ids.Add(e.Id) ? null : new AppendResult.DuplicateId(e.Id);
            refusal ??=
                drafts[i].Length <= EntryBytes.Most ? null : new AppendResult.TooLong(e.Id, drafts[i].Length);
        }

        return new AppendRequest(entries, drafts, VersionsOf(entries));
    }

    /// <summary>
    /// What to answer if some of the ids are in the log: <see cref="AppendResult.Appended"/> where all are and say the same,
    /// <see cref="AppendResult.DuplicateId"/> where they do not; null where none is.
    /// </summary>
    public AppendResult? WrittenBefore(IReadOnlyDictionary<Guid, Entry> stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (!Entries.Any(e => stored.ContainsKey(e.Id)))
        {
            return null;
        }

        var found = new List<Entry>(Entries.Count);
        foreach (var entry in Entries)
        {
            if (!stored.TryGetValue(entry.Id, out var existing))
            {
                return new AppendResult.DuplicateId(Entries.First(e => stored.ContainsKey(e.Id)).Id);
            }

            if (!SaysTheSame(entry, existing))
            {
                return new AppendResult.DuplicateId(entry.Id);
            }

            found.Add(existing);
        }

        return new AppendResult.Appended(found);
    }

    private static bool SaysTheSame(NewEntry entry, Entry existing)
    {
        var envelope = EntryBytes.Read(existing.Bytes);
        return envelope.Stream == entry.Stream
            && envelope.Version == entry.Version
            && string.Equals(envelope.Type, entry.Type, StringComparison.Ordinal)
            && string.Equals(envelope.By, entry.By, StringComparison.Ordinal)
            && envelope.Data.Span.SequenceEqual(entry.Data.Span);
    }

    private static Dictionary<StreamId, long> VersionsOf(IReadOnlyList<NewEntry> entries)
    {
        var firsts = new Dictionary<StreamId, long>();
        var lasts = new Dictionary<StreamId, long>();
        foreach (var entry in entries)
        {
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(lasts, entry.Stream, out var seen);
            if (!seen)
            {
                firsts.Add(entry.Stream, entry.Version);
            }

            if (entry.Version < 1 || (seen && entry.Version != last + 1))
            {
                throw new ArgumentException(
                    $"Version {entry.Version} of {entry.Stream} does not follow {last}.",
                    nameof(entries)
                );
            }

            last = entry.Version;
        }

        return firsts;
    }
}
