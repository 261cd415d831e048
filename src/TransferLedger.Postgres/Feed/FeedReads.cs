using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Feed;

/// <summary>Reads the feed from any place. What it once showed at a place it always shows there.</summary>
public sealed class FeedReads(NpgsqlDataSource database)
{
    /// <summary>
    /// One question goes through so many positions at most: a reader that wants one event in a million comes forward question by
    /// question, each of them short.
    /// </summary>
    private const long PositionsAtOnce = 100_000;

    private static readonly string EventsSql = SqlFile.Read("Feed/read_events.sql");
    private static readonly string LastSql = SqlFile.Read("Feed/last_before.sql");
    private static readonly string NewestSql = SqlFile.Read("Feed/newest.sql");
    private static readonly string HorizonSql = SqlFile.Read("Feed/horizon.sql");

    /// <summary>Where the feed ends: the place of the next event.</summary>
    public async Task<FeedPlace> Horizon(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(HorizonSql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return FeedBookmark.PlaceAt(reader, 0);
    }

    /// <summary>Events from a place on, that place included, in order.</summary>
    /// <param name="limit">At most so many; fewer do not mean that there are no more, <see cref="FeedPage.Next"/> says where to go on.</param>
    public async Task<FeedPage> Read(
        FeedPlace from,
        FeedFilter filter,
        int limit,
        CancellationToken cancellation
    )
    {
        var end = Math.Min(from.Position.Value, long.MaxValue - PositionsAtOnce) + PositionsAtOnce;
        await using var command = database.CreateCommand(EventsSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from.Position.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = from.Index });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = end });
        foreach (var names in new[] { filter.Types, filter.Corridors, filter.Figures, filter.Perspectives })
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. names] });
        }

        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var events = new List<FeedEvent>();
        var horizon = await Take(reader, events, cancellation) ?? FeedPlace.First;
        var scanned = FeedPlace.Of(new Position(end)) is var last && last < horizon ? last : horizon;
        return new(
            events,
            events.Count == limit ? events[^1].Place.Next
                : scanned > from ? scanned
                : from,
            horizon
        );
    }

    /// <summary>The data of the newest derived events of a type, newest first.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> Newest(
        string type,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var command = database.CreateCommand(NewestSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = type });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var data = new List<ReadOnlyMemory<byte>>();
        while (await reader.ReadAsync(cancellation))
        {
            data.Add(reader.GetFieldValue<byte[]>(0));
        }

        return data;
    }

    /// <summary>The place of the last event before another; null: there is none.</summary>
    public async Task<FeedPlace?> LastBefore(FeedPlace place, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(LastSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place.Position.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = place.Index });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? FeedBookmark.PlaceAt(reader, 0) : null;
    }

    /// <summary>Takes events from rows that each begin with where the feed ends.</summary>
    /// <returns>Where it ends; null: there was no row.</returns>
    internal static async Task<FeedPlace?> Take(
        NpgsqlDataReader rows,
        List<FeedEvent> events,
        CancellationToken cancellation
    )
    {
        FeedPlace? end = null;
        while (await rows.ReadAsync(cancellation))
        {
            end = FeedBookmark.PlaceAt(rows, 0);
            if (!rows.IsDBNull(2))
            {
                events.Add(EventAt(rows));
            }
        }

        return end;
    }

    private static FeedEvent EventAt(NpgsqlDataReader row)
    {
        var place = FeedBookmark.PlaceAt(row, 2);
        var tags = new FeedTags(
            row.GetFieldValue<string[]>(5),
            row.GetFieldValue<string[]>(6),
            row.GetFieldValue<string[]>(7)
        );
        var entry = EntryBytes.Read(row.GetFieldValue<byte[]>(9));
        var isEntry = place.Index == 0;
        return new FeedEvent
        {
            Place = place,
            Id = isEntry ? entry.Id.ToString() : $"{entry.Id}/{tags.Figures[0]}",
            Source = entry.Ledger,
            Type = row.GetString(4),
            Stream = entry.Stream,
            RecordedAt = entry.RecordedAt,
            Tags = tags,
            Data = isEntry ? entry.Data : row.GetFieldValue<byte[]>(8),
            Leaf = isEntry ? new Hash(row.GetFieldValue<byte[]>(10)) : null,
        };
    }
}

/// <summary>What was read of the feed.</summary>
/// <param name="Next">Where to go on: behind the last event, or behind all that was looked at and not wanted.</param>
/// <param name="Horizon">Where the feed ended then.</param>
public sealed record FeedPage(IReadOnlyList<FeedEvent> Events, FeedPlace Next, FeedPlace Horizon);
