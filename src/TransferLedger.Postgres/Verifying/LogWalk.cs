using System.Text.Json;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Verifying;

/// <summary>
/// Reads the whole log and holds every column of an entry against its bytes, and the tree that is worked out from them against
/// the stored nodes.
/// </summary>
internal sealed class LogWalk
{
    public const string Entries = "ledger.entries";
    public const string Nodes = "ledger.nodes";
    private const int PageRows = 4_096;

    private readonly NpgsqlDataSource database;
    private readonly Found found;
    private readonly HashSet<long> wanted;
    private readonly Dictionary<long, Hash> roots = [];
    private readonly SortedDictionary<int, List<Hash>> nodes = [];
    private readonly TreeCheck tree;
    private readonly HashSet<Guid> erased = [];
    private readonly List<Guid> quoted = [];
    private readonly List<Guid> withoutWords = [];
    private DateTime? lastRecordedAt;

    /// <param name="database">As any role that may read schema <c>ledger</c>.</param>
    /// <param name="sizes">Of which the root will be asked for.</param>
    /// <param name="found">Where differences go.</param>
    public LogWalk(NpgsqlDataSource database, IEnumerable<long> sizes, Found found)
    {
        (this.database, this.found, wanted) = (database, found, [.. sizes]);
        tree = new TreeCheck { Completed = Complete };
        Remember();
    }

    /// <summary>Entries of which the log was made up when the walk began.</summary>
    public long Size { get; private set; }

    /// <summary>Whether no position was missing, so that there is a tree over all of it.</summary>
    public bool IsWhole => tree.Size == Size;

    /// <summary>Entries whose quote is not there, and was not erased later.</summary>
    public IEnumerable<Guid> MissingQuotes => withoutWords.Where(id => !erased.Contains(id));

    /// <summary>Over the first entries; null: not asked for, or the log does not come so far without a hole.</summary>
    public Hash? RootAt(long size) => roots.TryGetValue(size, out var root) ? root : null;

    public async Task Run(Action<long, long> progress, CancellationToken cancellation)
    {
        Size = await SizeNow(cancellation);
        await LookBeforeTheFirst(cancellation);
        for (var next = 0L; next < Size; progress(next, Size))
        {
            next = await Page(next, cancellation);
            await LookForQuotes(cancellation);
        }

        foreach (var level in (int[])[8, 16, 24])
        {
            await CheckNodes(level, cancellation);
        }
    }

    private async Task<long> SizeNow(CancellationToken cancellation)
    {
        await using var size = database.CreateCommand(SqlFile.Read("Verifying/size.sql"));
        return (long)(await size.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<long> Page(long from, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Verifying/entries.sql"));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Size });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageRows });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var next = from;
        while (await reader.ReadAsync(cancellation))
        {
            var row = new EntryRow(
                new Entry(
                    new Position(reader.GetInt64(0)),
                    reader.GetGuid(1),
                    new StreamId(reader.GetString(2)),
                    reader.GetInt64(3),
                    reader.GetString(4),
                    reader.GetDateTime(5),
                    reader.GetFieldValue<byte[]>(7)
                ),
                reader.GetFieldValue<byte[]>(6),
                await reader.IsDBNullAsync(8, cancellation) ? null : reader.GetInt64(8)
            );
            var position = row.Entry.Position.Value;
            if (position > next)
            {
                found.Add(
                    Entries,
                    position == next + 1 ? $"position {next}" : $"positions {next} to {position - 1}",
                    "",
                    "Nothing is there, and the log goes on behind it."
                );
            }

            Check(row);
            next = position + 1;
        }

        // The rest was taken away while it was read.
        return next == from ? Size : next;
    }

    private void Check(EntryRow row)
    {
        var (entry, leaf) = (row.Entry, Merkle.Leaf(row.Entry.Bytes.Span));
        if (tree.Size == entry.Position.Value)
        {
            tree.Add(leaf);
            Remember();
        }

        Compare(entry, "leaf", Convert.ToHexStringLower(row.Leaf), leaf.ToString());
        Entry said;
        try
        {
            said = EntryBytes.At(entry.Position, entry.Bytes);
            Count(said.Id, RecordedEntry.Of(entry).Event);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            Add(entry, "bytes", $"They are no entry that this version can read: {e.Message}");
            return;
        }

        Compare(entry, "id", $"{entry.Id}", $"{said.Id}");
        Compare(entry, "stream", entry.Stream.Value, said.Stream.Value);
        Compare(entry, "version", $"{entry.Version}", $"{said.Version}");
        Compare(entry, "type", entry.Type, said.Type);
        Compare(entry, "recorded_at", $"{entry.RecordedAt:O}", $"{said.RecordedAt:O}");
        if (said.RecordedAt <= lastRecordedAt)
        {
            Add(entry, "recorded_at", $"{said.RecordedAt:O} is not later than that of the entry before.");
        }

        if (said.Version > 1 && !(row.Before < entry.Position.Value))
        {
            Add(
                entry,
                "version",
                $"Version {said.Version - 1} of {said.Stream.Value} is not in the log before it."
            );
        }

        lastRecordedAt = said.RecordedAt;
    }

    private void Count(Guid id, LedgerEvent said)
    {
        switch (said)
        {
            case Claim { Quote: not null }:
                quoted.Add(id);
                break;
            case ExcerptErased erasure:
                erased.Add(erasure.Entry);
                break;
        }
    }

    /// <summary>Entry and quote are written in one transaction: what is there after its entry was read belongs to it.</summary>
    private async Task LookForQuotes(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Verifying/missing_quotes.sql"));
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. quoted] });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            withoutWords.Add(reader.GetGuid(0));
        }

        quoted.Clear();
    }

    private async Task LookBeforeTheFirst(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Verifying/before_the_first.sql"));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageRows });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(Entries, $"position {reader.GetInt64(0)}", "", "The log begins at position 0.");
        }
    }

    /// <summary>Whether it tells of bytes that are no entry, or none that this version knows.</summary>
    public static bool IsUnreadable(Exception e) =>
        e
            is FormatException
                or UnknownEventException
                or JsonException
                or KeyNotFoundException
                or InvalidOperationException;

    private void Compare(Entry entry, string column, string stored, string said)
    {
        if (!string.Equals(stored, said, StringComparison.Ordinal))
        {
            Add(entry, column, $"The column says {stored}, the bytes say {said}.");
        }
    }

    private void Add(Entry entry, string column, string says) =>
        found.Add(Entries, $"position {entry.Position}", column, says);

    /// <summary>The digest of the quote that came with an entry; null: none did.</summary>
    /// <exception cref="FormatException">It is no entry.</exception>
    /// <exception cref="UnknownEventException">Written by a newer version.</exception>
    public static QuoteDigest? QuoteOf(ReadOnlyMemory<byte> bytes) =>
        (RecordedEntry.Of(default, bytes).Event as Claim)?.Quote;

    private async Task CheckNodes(int level, CancellationToken cancellation)
    {
        var hashes = nodes.GetValueOrDefault(level) ?? [];
        var beyond = new List<long>();
        var next = 0L;
        int rows;
        do
        {
            await using var command = database.CreateCommand(SqlFile.Read("Verifying/nodes.sql"));
            command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)level });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = next });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageRows });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            for (rows = 0; await reader.ReadAsync(cancellation); rows++)
            {
                var index = reader.GetInt64(0);
                Missing(level, next, Math.Min(index, hashes.Count));
                if (index < hashes.Count)
                {
                    Check(level, index, reader.GetFieldValue<byte[]>(1), hashes);
                }
                else
                {
                    beyond.Add(index);
                }

                next = index + 1;
            }
        } while (rows == PageRows);

        Missing(level, next, hashes.Count);
        // Asked after the nodes were read: each is written together with the entries that it stands for.
        var size = await SizeNow(cancellation);
        foreach (var index in beyond.Where(index => (index + 1) << level > size))
        {
            found.Add(
                Nodes,
                $"level {level} index {index}",
                "",
                "The log has no entries that it could stand for."
            );
        }
    }

    private void Missing(int level, long from, long to)
    {
        for (var index = from; index < to; index++)
        {
            found.Add(Nodes, $"level {level} index {index}", "", "The node is missing.");
        }
    }

    private void Check(int level, long index, byte[] stored, List<Hash> hashes)
    {
        if (!hashes[(int)index].ToArray().AsSpan().SequenceEqual(stored))
        {
            found.Add(
                Nodes,
                $"level {level} index {index}",
                "hash",
                $"The column says {Convert.ToHexStringLower(stored)}; from the entries follows {hashes[(int)index]}."
            );
        }
    }

    private void Complete(int tile, long index, Hash hash)
    {
        var level = tile * 8;
        if (level <= RightEdge.HighestStoredLevel)
        {
            (nodes.TryGetValue(level, out var hashes) ? hashes : nodes[level] = []).Add(hash);
        }
    }

    private void Remember()
    {
        if (wanted.Contains(tree.Size))
        {
            roots[tree.Size] = tree.Root();
        }
    }

    /// <param name="Before">Where the version before stands; null: nowhere.</param>
    private sealed record EntryRow(Entry Entry, byte[] Leaf, long? Before);
}
