using Npgsql;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Sealing;

/// <summary>
/// The bytes of tiles and bundles as they are served, each by one read of a range. Whether a tile may be shown, because it
/// lies within a signed checkpoint, is for the caller to know.
/// </summary>
public sealed class LedgerTiles(NpgsqlDataSource database)
{
    private static readonly string LeavesSql = SqlFile.Read("Sealing/tile_leaves.sql");
    private static readonly string NodesSql = SqlFile.Read("Sealing/tile_nodes.sql");
    private static readonly string BundleSql = SqlFile.Read("Sealing/bundle.sql");

    /// <summary>32 bytes a hash, or a bundle of entries.</summary>
    /// <exception cref="HashMissingException">The log is not that long, or rows of it are missing.</exception>
    public async Task<byte[]> Read(TileAddress tile, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return tile switch
        {
            { IsBundle: true } => await Bundle(connection, tile, cancellation),
            { Level: 0 } => await Hashes(connection, LeavesSql, level: null, tile, cancellation),
            { Level: <= RightEdge.HighestStoredLevel / RightEdge.TileHeight } => await Hashes(
                connection,
                NodesSql,
                (short)(tile.Level * RightEdge.TileHeight),
                tile,
                cancellation
            ),
            _ => await WorkedOut(connection, tile, cancellation),
        };
    }

    private static async Task<byte[]> Bundle(
        NpgsqlConnection connection,
        TileAddress tile,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(BundleSql, connection);
        Add(command, tile.Range);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetInt64(1) == tile.Width
            ? reader.GetFieldValue<byte[]>(0)
            : throw Missing(tile, reader.GetInt64(1));
    }

    private static async Task<byte[]> Hashes(
        NpgsqlConnection connection,
        string sql,
        short? level,
        TileAddress tile,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (level is { } of)
        {
            command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = of });
        }

        Add(command, tile.Range);
        var hashes = await command.ExecuteScalarAsync(cancellation) as byte[] ?? [];
        return hashes.Length == tile.Width * Hash.Size
            ? hashes
            : throw Missing(tile, hashes.Length / Hash.Size);
    }

    /// <summary>Levels above those that are stored.</summary>
    private static async Task<byte[]> WorkedOut(
        NpgsqlConnection connection,
        TileAddress tile,
        CancellationToken cancellation
    )
    {
        var height = tile.Level * RightEdge.TileHeight;
        var ranges = Enumerable
            .Range(0, tile.Width)
            .Select(i => new LeafRange((tile.Range.From + i) << height, (tile.Range.From + i + 1) << height))
            .ToList();
        var stored = await TreeRows.Read(connection, ranges, cancellation);
        return [.. ranges.SelectMany(range => stored.Of(range).ToArray())];
    }

    private static void Add(NpgsqlCommand command, TileRange range)
    {
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = range.From });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = range.To });
    }

    private static HashMissingException Missing(TileAddress tile, long found) =>
        new(new Subtree(tile.Level * RightEdge.TileHeight, tile.Range.From + found));
}
