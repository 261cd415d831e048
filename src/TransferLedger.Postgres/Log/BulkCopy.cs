using Npgsql;

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
        await using var copy = await BinaryCopy.Begin(connection, sql, cancellation);
        for (var i = 0; i < batch.Entries.Count; i++)
        {
            var entry = batch.Entries[i];
            copy.Row(columns: 8);
            copy.Write(entry.Position.Value);
            copy.Write(entry.Id);
            copy.Write(entry.Stream.Value);
            copy.Write(entry.Version);
            copy.Write(entry.Type);
            copy.Write(entry.RecordedAt);
            copy.Write(batch.Leaves[i].AsSpan());
            copy.Write(batch.Bytes[i].AsSpan());
            await copy.SendIfFull(cancellation);
        }

        await copy.Complete(cancellation);
    }

    private static async Task CopyNodes(
        NpgsqlConnection connection,
        Batch batch,
        CancellationToken cancellation
    )
    {
        var sql = SqlFile.ReadStatement("Log/copy_nodes.sql");
        await using var copy = await BinaryCopy.Begin(connection, sql, cancellation);
        foreach (var node in batch.Nodes)
        {
            copy.Row(columns: 3);
            copy.Write((short)node.Level);
            copy.Write(node.Index);
            copy.Write(node.Hash.ToArray().AsSpan());
            await copy.SendIfFull(cancellation);
        }

        await copy.Complete(cancellation);
    }

    private static async Task CopyExcerpts(
        NpgsqlConnection connection,
        Batch batch,
        CancellationToken cancellation
    )
    {
        var sql = SqlFile.ReadStatement("Log/copy_excerpts.sql");
        await using var copy = await BinaryCopy.Begin(connection, sql, cancellation);
        foreach (var (id, excerpt) in batch.Excerpts)
        {
            copy.Row(columns: 3);
            copy.Write(id);
            copy.Write(excerpt.Salt.ToArray().AsSpan());
            copy.Write(excerpt.Text);
            await copy.SendIfFull(cancellation);
        }

        await copy.Complete(cancellation);
    }
}
