using Npgsql;
using NpgsqlTypes;

namespace TransferLedger.Postgres.Log;

/// <summary>Copies a batch into the log's tables, in the transaction that holds the lock.</summary>
internal static class BulkCopy
{
    public static async Task Into(NpgsqlConnection connection, Batch batch, CancellationToken cancellation)
    {
        await CopyEntries(connection, batch, cancellation);
        if (batch.Nodes.Count > 0)
        {
            await CopyNodes(connection, batch, cancellation);
        }

        if (batch.Excerpts.Count > 0)
        {
            await CopyExcerpts(connection, batch, cancellation);
        }
    }

    private static async Task CopyEntries(
        NpgsqlConnection connection,
        Batch batch,
        CancellationToken cancellation
    )
    {
        var sql = SqlFile.ReadStatement("Log/copy_entries.sql");
        await using var copy = await connection.BeginBinaryImportAsync(sql, cancellation);
        for (var i = 0; i < batch.Entries.Count; i++)
        {
            var entry = batch.Entries[i];
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(entry.Position.Value, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(entry.Id, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(entry.Stream.Value, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(entry.Version, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(entry.Type, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(entry.RecordedAt, NpgsqlDbType.TimestampTz, cancellation);
            await copy.WriteAsync(batch.Leaves[i], NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(batch.Bytes[i], NpgsqlDbType.Bytea, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task CopyNodes(
        NpgsqlConnection connection,
        Batch batch,
        CancellationToken cancellation
    )
    {
        var sql = SqlFile.ReadStatement("Log/copy_nodes.sql");
        await using var copy = await connection.BeginBinaryImportAsync(sql, cancellation);
        foreach (var node in batch.Nodes)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync((short)node.Level, NpgsqlDbType.Smallint, cancellation);
            await copy.WriteAsync(node.Index, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(node.Hash.ToArray(), NpgsqlDbType.Bytea, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task CopyExcerpts(
        NpgsqlConnection connection,
        Batch batch,
        CancellationToken cancellation
    )
    {
        var sql = SqlFile.ReadStatement("Log/copy_excerpts.sql");
        await using var copy = await connection.BeginBinaryImportAsync(sql, cancellation);
        foreach (var (id, excerpt) in batch.Excerpts)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(excerpt.Salt.ToArray(), NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(excerpt.Text, NpgsqlDbType.Text, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }
}
