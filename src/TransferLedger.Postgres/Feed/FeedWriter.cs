using Npgsql;
using TransferLedger.Core.Feed;

namespace TransferLedger.Postgres.Feed;

/// <summary>Writes events of the feed, moves its bookmark and notifies: all of it or nothing, in one statement.</summary>
internal sealed class FeedWriter(NpgsqlDataSource database)
{
    /// <summary>U+001F, which stands in no name.</summary>
    private const char Between = '\u001f';

    private static readonly string WriteSql = SqlFile.Read("Feed/write_events.sql");

    /// <returns>What was written, as readers see it; null: another worker has the lease, and nothing was.</returns>
    public async Task<FeedPage?> Write(
        FeedBookmark bookmark,
        FeedPlace end,
        IReadOnlyList<Row> rows,
        CancellationToken cancellation
    )
    {
        await using var command = database.CreateCommand(WriteSql);
        bookmark.AddMove(command.Parameters, end);
        command.Parameters.Add(Each(rows, row => row.Place.Position.Value));
        command.Parameters.Add(Each(rows, row => row.Place.Index));
        command.Parameters.Add(Each(rows, row => row.Type));
        command.Parameters.Add(Each(rows, row => string.Join(Between, row.Tags.Corridors)));
        command.Parameters.Add(Each(rows, row => string.Join(Between, row.Tags.Figures)));
        command.Parameters.Add(Each(rows, row => string.Join(Between, row.Tags.Perspectives)));
        command.Parameters.Add(Each(rows, row => row.Data));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var events = new List<FeedEvent>(rows.Count);
        if (await FeedReads.Take(reader, events, cancellation) is null)
        {
            return null;
        }

        return new(events, end, end);
    }

    private static NpgsqlParameter<T[]> Each<T>(IReadOnlyList<Row> rows, Func<Row, T> of) =>
        new() { TypedValue = [.. rows.Select(of)] };

    /// <summary>One event as it is stored.</summary>
    /// <param name="Data">Null of an entry.</param>
    internal sealed record Row(FeedPlace Place, string Type, FeedTags Tags, byte[]? Data);
}
