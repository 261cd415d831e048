using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>Copies a batch into the log's tables, in the transaction that holds the lock.</summary>
internal static class BulkCopy
{
    public static async Task Into(NpgsqlConnection connection, Batch batch, CancellationToken cancellation)
    {
        await Into(connection, batch.Entries, batch.Leaves, batch.Nodes, cancellation);
        if (batch.Excerpts.Count > 0)
        {
            await CopyExcerpts(connection, batch, cancellation);
        }
    }

    /// <summary>Entries with the hashes of their leaves, and the nodes that they complete.</summary>
    public static async Task Into(
        NpgsqlConnection connection,
        IReadOnlyList<Entry> entries,
        IReadOnlyList<byte[]> leaves,
        IReadOnlyCollection<TileNode> nodes,
        CancellationToken cancellation
    )
    {
        await CopyEntries(connection, entries, leaves, cancellation);
        if (nodes.Count > 0)
        {
            await CopyNodes(connection, nodes, cancellation);
        }
    }

    private static async Task CopyEntries(
        NpgsqlConnection connection,
        IReadOnlyList<Entry> entries,
        IReadOnlyList<byte[]> leaves,
        CancellationToken cancellation
    )
    {
        var sql = SqlFile.ReadStatement("Log/copy_entries.sql");
        await using var copy = await BinaryCopy.Begin(connection, sql, cancellation);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            copy.Row(columns: 8);
            copy.Write(entry.Position.Value);
            copy.Write(entry.Id);
            copy.Write(entry.Stream.Value);
            copy.Write(entry.Version);
            copy.Write(entry.Type);
            copy.Write(entry.RecordedAt);
            copy.Write(leaves[i].AsSpan());
            copy.Write(entry.Bytes.Span);
            await copy.SendIfFull(cancellation);
        }

        await copy.Complete(cancellation);
    }

    private static async Task CopyNodes(
        NpgsqlConnection connection,
        IReadOnlyCollection<TileNode> nodes,
        CancellationToken cancellation
    )
    {
        var sql = SqlFile.ReadStatement("Log/copy_nodes.sql");
        await using var copy = await BinaryCopy.Begin(connection, sql, cancellation);
        foreach (var node in nodes)
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
