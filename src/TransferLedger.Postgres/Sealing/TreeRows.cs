using Npgsql;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Sealing;

/// <summary>Reads stored hashes: of whatever ranges, in one statement.</summary>
internal static class TreeRows
{
    /// <summary>All that is needed to hash <paramref name="ranges"/>; what is missing is missed when it is asked for.</summary>
    public static async Task<StoredHashes> Read(
        NpgsqlConnection connection,
        IEnumerable<LeafRange> ranges,
        CancellationToken cancellation
    )
    {
        var stored = new StoredHashes();
        var needed = StoredHashes.Needed(ranges);
        if (needed.Count == 0)
        {
            return stored;
        }

        var leaves = needed.Where(range => range.Level == 0).ToList();
        var nodes = needed.Where(range => range.Level > 0).ToList();
        await using var command = new NpgsqlCommand(SqlFile.Read("Sealing/hashes.sql"), connection);
        Add(command, [.. leaves.Select(range => range.From)]);
        Add(command, [.. leaves.Select(range => range.To)]);
        command.Parameters.Add(
            new NpgsqlParameter<short[]> { TypedValue = [.. nodes.Select(range => (short)range.Level)] }
        );
        Add(command, [.. nodes.Select(range => range.From)]);
        Add(command, [.. nodes.Select(range => range.To)]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            stored.Add(reader.GetInt16(0), reader.GetInt64(1), new Hash(reader.GetFieldValue<byte[]>(2)));
        }

        return stored;
    }

    private static void Add(NpgsqlCommand command, long[] numbers) =>
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = numbers });
}
