using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// Writes the log that a copy holds into the database: the bytes as they are, and what follows from them. In batches under the
/// lock, each whole or not there at all, so that another run goes on behind what is there.
/// </summary>
public sealed class LogRestore : IAsyncDisposable
{
    /// <summary>Entries that are written at once.</summary>
    public const int BatchEntries = 8_192;

    private readonly NpgsqlConnection connection;
    private Tail end;

    private LogRestore(NpgsqlConnection connection, Tail end) =>
        (this.connection, this.end) = (connection, end);

    /// <summary>Entries that the database holds: the position of the next one.</summary>
    public long Size => end.Size;

    /// <summary>RFC 6962 root over them, as the database has it.</summary>
    public Hash Root => end.Edge.Root;

    /// <exception cref="LogHoleException">The database holds a log in which a position is missing.</exception>
    public static async Task<LogRestore> Open(NpgsqlDataSource database, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            await Run(connection, SqlFile.Read("Log/session.sql"), cancellation);
            return new LogRestore(connection, await TailReader.Read(connection, cancellation));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the next entries, durably.</summary>
    /// <param name="entries">Those from <see cref="Size"/> on.</param>
    /// <param name="cancellation">Nothing of them is there then.</param>
    /// <returns>False: somebody else has written meanwhile, and nothing was done.</returns>
    /// <exception cref="FormatException">One of them is no entry of a ledger; nothing was done.</exception>
    public async Task<bool> Add(IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellation)
    {
        var (edge, nodes, leaves) = (end.Edge.Copy(), new List<TileNode>(), new List<byte[]>(entries.Count));
        var placed = new List<Entry>(entries.Count);
        foreach (var bytes in entries)
        {
            var leaf = Merkle.Leaf(bytes.Span);
            placed.Add(EntryBytes.At(new Position(edge.Size), bytes));
            leaves.Add(leaf.ToArray());
            edge.Append(leaf, nodes);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Lock(cancellation);
        // A statement of its own: one that also locked would read a snapshot from before the lock.
        var there = await TailReader.Read(connection, cancellation);
        if (there.Size != end.Size || there.Edge.Root != end.Edge.Root)
        {
            return false;
        }

        await BulkCopy.Into(connection, placed, leaves, nodes, cancellation);
        await Run(connection, $"notify ledger, '{edge.Size}'", cancellation);
        await transaction.CommitAsync(cancellation);
        end = new Tail(edge, new Hash(leaves[^1]), placed[^1].RecordedAt);
        return true;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task Lock(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlFile.Read("Log/lock.sql"), connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Session.WriteLock });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
