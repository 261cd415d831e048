using System.Security.Cryptography;
using Npgsql;
using TransferLedger.Core.Sealing;
using TransferLedger.Core.Tests.Sealing;

namespace TransferLedger.Benchmarks.Soaks.Nodes;

/// <summary>The log as it lies in the database, read past all of our own reading.</summary>
internal sealed class StoredLog
{
    private readonly List<Row> rows = [];

    private StoredLog() { }

    public long Size => rows.Count;

    /// <summary>Quotes that lie beside it.</summary>
    public long Quotes { get; private init; }

    public static async Task<StoredLog> Read(NpgsqlDataSource database)
    {
        var stored = new StoredLog { Quotes = await CountQuotes(database) };
        await using var command = database.CreateCommand(
            "select position, stream, version, recorded_at, leaf, bytes from ledger.entries order by position"
        );
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            stored.rows.Add(
                new(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    reader.GetInt64(2),
                    reader.GetDateTime(3),
                    reader.GetFieldValue<byte[]>(4),
                    reader.GetFieldValue<byte[]>(5)
                )
            );
        }

        return stored;
    }

    /// <summary>What was acknowledged and does not stand where it was said to.</summary>
    public IReadOnlyList<string> Lost(Acknowledged acknowledged)
    {
        var there = rows.ToDictionary(row => row.Position);
        return
        [
            .. acknowledged
                .Entries.Where(said =>
                    !there.TryGetValue(said.Key, out var row)
                    || row.Stream != said.Value.Stream
                    || (said.Value.Version ?? row.Version) != row.Version
                )
                .Select(said => $"{said.Key} {said.Value.Stream} v{said.Value.Version}"),
        ];
    }

    /// <summary>What stands there and was acknowledged to nobody.</summary>
    public IReadOnlyList<string> Unasked(Acknowledged acknowledged) =>
        [
            .. rows.Where(row => !acknowledged.Entries.ContainsKey(row.Position))
                .Select(row => $"{row.Position} {row.Stream} v{row.Version}"),
        ];

    public bool IsDense => rows.Select((row, i) => row.Position == i).All(so => so);

    public bool VersionsAreDense =>
        rows.GroupBy(row => row.Stream)
            .All(stream => stream.Select((row, i) => row.Version == i + 1).All(so => so));

    public bool TimeRises =>
        rows.Zip(rows.Skip(1)).All(pair => pair.First.RecordedAt < pair.Second.RecordedAt);

    public bool LeavesAreOfTheirBytes =>
        rows.All(row => SHA256.HashData([0, .. row.Bytes]).AsSpan().SequenceEqual(row.Leaf));

    /// <summary>By the definition, from the bytes alone.</summary>
    public Hash Root() => NaiveTree.Root([.. rows.Select(row => new ReadOnlyMemory<byte>(row.Bytes))]);

    private static async Task<long> CountQuotes(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "select count(*) from ledger.excerpts join ledger.entries using (id) where text is not null"
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Row(
        long Position,
        string Stream,
        long Version,
        DateTime RecordedAt,
        byte[] Leaf,
        byte[] Bytes
    );
}
