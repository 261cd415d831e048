using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Postgres.Verifying;

namespace TransferLedger.Postgres.Excerpts;

/// <summary>
/// All quotes of a ledger together: erasures that were broken off are finished, and quotes are carried to a database that was
/// restored from a mirror, which holds none.
/// </summary>
public sealed class ExcerptStore(NpgsqlDataSource database, ILogger<ExcerptStore> log)
{
    /// <summary>Quotes that are read at once: no statement lasts long.</summary>
    internal const int PageQuotes = 1_000;

    /// <summary>
    /// Erases the quotes of which the log says that they were erased: a process may have died after it had said so. Asking
    /// again changes nothing.
    /// </summary>
    /// <returns>
    /// Where an entry should say that a quote was erased, cannot be read, and may mean one that is still there; in order.
    /// </returns>
    public async Task<IReadOnlyList<Position>> FinishErasures(CancellationToken cancellation)
    {
        var (said, unreadable) = (new List<Guid>(), new SortedSet<long>());
        await using (var command = database.CreateCommand(SqlFile.Read("Excerpts/to_be_erased.sql")))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                var (quote, position) = (reader.GetGuid(0), reader.GetInt64(1));
                if (ErasedIn(reader.GetFieldValue<byte[]>(2)) is not { } erased)
                {
                    unreadable.Add(position);
                }
                else if (erased == quote)
                {
                    said.Add(quote);
                }
            }
        }

        await Erase(said, cancellation);
        return [.. unreadable.Select(position => new Position(position))];
    }

    private async Task Erase(List<Guid> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0)
        {
            return;
        }

        await using var command = database.CreateCommand(SqlFile.Read("Excerpts/erase.sql"));
        command.Parameters.Add(Entries(entries));
        if (await command.ExecuteNonQueryAsync(cancellation) is > 0 and var quotes)
        {
            LogMessages.ErasuresFinished(log, quotes);
        }
    }

    /// <summary>The entry whose quote was erased; null: the bytes do not say so.</summary>
    private static Guid? ErasedIn(byte[] bytes)
    {
        try
        {
            return (RecordedEntry.Of(default, bytes).Event as ExcerptErased)?.Entry;
        }
        catch (Exception e) when (LogWalk.IsUnreadable(e))
        {
            return null;
        }
    }

    /// <summary>The quotes of some entries, as far as they have one that may be read.</summary>
    public async Task<IReadOnlyDictionary<Guid, Excerpt>> Of(
        IReadOnlyCollection<Guid> entries,
        CancellationToken cancellation
    ) =>
        entries.Count == 0
            ? new Dictionary<Guid, Excerpt>()
            : (await Quotes("Excerpts/there.sql", Entries(entries), cancellation)).ToDictionary(
                excerpt => excerpt.Entry,
                excerpt => excerpt.Excerpt
            );

    /// <summary>Every quote that may be read, in the order of the entries' ids; one page's moment each.</summary>
    public async IAsyncEnumerable<CarriedExcerpt> All([EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = Guid.Empty;
        IReadOnlyList<CarriedExcerpt> page;
        do
        {
            page = await PageBehind(last, cancellation);
            foreach (var excerpt in page)
            {
                yield return excerpt;
                last = excerpt.Entry;
            }
        } while (page.Count == PageQuotes);
    }

    /// <summary>
    /// Puts quotes beside their entries. Each must have the digest that its entry holds; one that was erased is left out. What
    /// is there already stays.
    /// </summary>
    /// <returns>One for each of <paramref name="given"/>, in their order.</returns>
    public async Task<IReadOnlyList<BroughtIn>> BringIn(
        IReadOnlyList<CarriedExcerpt> given,
        CancellationToken cancellation
    )
    {
        var digests = await DigestsOf(given, cancellation);
        var refusals = given.Select(excerpt => RefusalOf(excerpt, digests)).ToList();
        var good = given.Where((_, i) => refusals[i] is null).ToList();
        var written = await Put(good, cancellation);
        var stored = await Of([.. good.Select(excerpt => excerpt.Entry)], cancellation);
        return
        [
            .. given.Select(
                (excerpt, i) =>
                    refusals[i] is { } fault ? new BroughtIn.Refused(fault)
                    : !stored.TryGetValue(excerpt.Entry, out var other) ? new BroughtIn.Erased()
                    : other != excerpt.Excerpt ? new BroughtIn.Refused(Differs(excerpt))
                    : written.Remove(excerpt.Entry) ? new BroughtIn.Written()
                    : (BroughtIn)new BroughtIn.There()
            ),
        ];
    }

    private static NpgsqlParameter Entries(IReadOnlyCollection<Guid> ids) =>
        new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] };

    private async Task<IReadOnlyList<CarriedExcerpt>> PageBehind(Guid last, CancellationToken cancellation) =>
        await Quotes(
            "Excerpts/page.sql",
            new NpgsqlParameter<Guid> { TypedValue = last },
            cancellation,
            new NpgsqlParameter<int> { TypedValue = PageQuotes }
        );

    private async Task<List<CarriedExcerpt>> Quotes(
        string file,
        NpgsqlParameter first,
        CancellationToken cancellation,
        params NpgsqlParameter[] more
    )
    {
        await using var command = database.CreateCommand(SqlFile.Read(file));
        command.Parameters.Add(first);
        command.Parameters.AddRange(more);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var quotes = new List<CarriedExcerpt>();
        while (await reader.ReadAsync(cancellation))
        {
            quotes.Add(
                new(reader.GetGuid(0), new Excerpt(reader.GetFieldValue<byte[]>(1), reader.GetString(2)))
            );
        }

        return quotes;
    }

    /// <summary>For each entry that there is: the digest of its quote, or null where it was filed without one.</summary>
    private async Task<Dictionary<Guid, QuoteDigest?>> DigestsOf(
        IReadOnlyList<CarriedExcerpt> given,
        CancellationToken cancellation
    )
    {
        await using var command = database.CreateCommand(SqlFile.Read("Excerpts/entries.sql"));
        command.Parameters.Add(Entries([.. given.Select(excerpt => excerpt.Entry)]));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var digests = new Dictionary<Guid, QuoteDigest?>();
        while (await reader.ReadAsync(cancellation))
        {
            var envelope = EntryBytes.Read(reader.GetFieldValue<byte[]>(1));
            var said = EventJson.Read(envelope.Type, envelope.Data.Span);
            digests[reader.GetGuid(0)] = (said as Claim)?.Quote;
        }

        return digests;
    }

    private static Fault? RefusalOf(CarriedExcerpt given, Dictionary<Guid, QuoteDigest?> digests) =>
        !digests.TryGetValue(given.Entry, out var digest)
            ? Fault.At(
                "excerpt.entry-unknown",
                $"This ledger has no entry {given.Entry}. Restore its log first, or take the export of this ledger."
            )
        : digest is null
            ? Fault.At("excerpt.none", $"Entry {given.Entry} was filed without a quote. Leave the line out.")
        : digest != given.Excerpt.Digest
            ? Fault.At(
                "excerpt.digest-disagrees",
                $"Salt and text do not have the digest that entry {given.Entry} holds. Somebody changed the line: export it again."
            )
        : null;

    private static Fault Differs(CarriedExcerpt given) =>
        Fault.At(
            "excerpt.differs",
            $"Other words lie beside entry {given.Entry} already, and they are not what it was filed with. Have the database verified."
        );

    private async Task<HashSet<Guid>> Put(IReadOnlyList<CarriedExcerpt> given, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Excerpts/put.sql"));
        command.Parameters.Add(Entries([.. given.Select(excerpt => excerpt.Entry)]));
        command.Parameters.Add(
            new NpgsqlParameter<byte[][]>
            {
                TypedValue = [.. given.Select(excerpt => excerpt.Excerpt.Salt.ToArray())],
            }
        );
        command.Parameters.Add(
            new NpgsqlParameter<string[]> { TypedValue = [.. given.Select(excerpt => excerpt.Excerpt.Text)] }
        );
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var written = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellation))
        {
            written.Add(reader.GetGuid(0));
        }

        return written;
    }
}
