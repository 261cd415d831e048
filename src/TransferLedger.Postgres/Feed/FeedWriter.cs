using System.Data;
using Npgsql;
using TransferLedger.Core.Feed;

namespace TransferLedger.Postgres.Feed;

/// <summary>Writes events of the feed and moves its bookmark, both or neither.</summary>
internal sealed class FeedWriter(NpgsqlDataSource database)
{
    /// <summary>U+001F, which stands in no name.</summary>
    private const char Between = '\u001f';

    private static readonly string AddSql = SqlFile.Read("Feed/add_events.sql");

    /// <returns>Where the feed ends now; null: another worker has the lease, and nothing was written.</returns>
    public async Task<FeedBookmark?> Write(
        FeedBookmark bookmark,
        FeedPlace end,
        IReadOnlyList<Row> rows,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.ReadCommitted,
            cancellation
        );
        await using var batch = new NpgsqlBatch(connection, transaction);
        var move = bookmark.Move(end);
        batch.BatchCommands.Add(move);
        batch.BatchCommands.Add(Add(rows));
        batch.BatchCommands.Add(Notify(end));
        await batch.ExecuteNonQueryAsync(cancellation);
        if (move.Rows != 1)
        {
            await transaction.RollbackAsync(cancellation);
            return null;
        }

        await transaction.CommitAsync(cancellation);
        return bookmark with { Next = end };
    }

    private static NpgsqlBatchCommand Add(IReadOnlyList<Row> rows)
    {
        var add = new NpgsqlBatchCommand(AddSql);
        add.Parameters.Add(Each(rows, row => row.Place.Position.Value));
        add.Parameters.Add(Each(rows, row => row.Place.Index));
        add.Parameters.Add(Each(rows, row => row.Type));
        add.Parameters.Add(Each(rows, row => string.Join(Between, row.Tags.Corridors)));
        add.Parameters.Add(Each(rows, row => string.Join(Between, row.Tags.Figures)));
        add.Parameters.Add(Each(rows, row => string.Join(Between, row.Tags.Perspectives)));
        add.Parameters.Add(Each(rows, row => row.Data));
        return add;
    }

    private static NpgsqlBatchCommand Notify(FeedPlace end)
    {
        var notify = new NpgsqlBatchCommand($"select pg_notify('{FeedTail.Notifications}', $1)");
        notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = end.ToString() });
        return notify;
    }

    private static NpgsqlParameter<T[]> Each<T>(IReadOnlyList<Row> rows, Func<Row, T> of) =>
        new() { TypedValue = [.. rows.Select(of)] };

    /// <summary>One event as it is stored.</summary>
    /// <param name="Data">Null of an entry.</param>
    internal sealed record Row(FeedPlace Place, string Type, FeedTags Tags, byte[]? Data);
}
