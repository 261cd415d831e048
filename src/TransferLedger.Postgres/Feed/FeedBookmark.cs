using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;

namespace TransferLedger.Postgres.Feed;

/// <summary>How far a reader of the feed has come, in the hands of the one worker that has its lease.</summary>
/// <param name="Next">The place of the next event that it has not seen.</param>
/// <param name="Fence">The number under which the lease was taken.</param>
internal readonly record struct FeedBookmark(string Name, FeedPlace Next, long Fence)
{
    private static readonly string MoveSql = SqlFile.Read("Feed/move_bookmark.sql");

    /// <summary>Another worker takes over so long after the last word of the one before.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(3);

    /// <summary>A reader begins at a place; one that is known stays where it is.</summary>
    public static async Task Add(
        NpgsqlConnection connection,
        string name,
        FeedPlace first,
        CancellationToken cancellation
    )
    {
        await using var command = Command(connection, "add_bookmark", name);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first.Position.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first.Index });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Null: another worker has it.</summary>
    public static async Task<FeedBookmark?> Take(
        NpgsqlConnection connection,
        string name,
        Guid self,
        CancellationToken cancellation
    )
    {
        await using var command = Command(connection, "take_lease", name);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = self });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = LeaseTime });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(name, PlaceAt(reader, 0), reader.GetInt64(2))
            : null;
    }

    /// <returns>False: another worker has it by now.</returns>
    public async Task<bool> Renew(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, "renew_lease", Name);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Fence });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = LeaseTime });
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    public async Task Release(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, "release_lease", Name);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Fence });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <returns>Where it stands now; null: another worker has it by now, and it was not moved.</returns>
    public async Task<FeedBookmark?> Move(
        NpgsqlDataSource database,
        FeedPlace to,
        CancellationToken cancellation
    )
    {
        await using var move = database.CreateCommand(MoveSql);
        AddMove(move.Parameters, to);
        return await move.ExecuteNonQueryAsync(cancellation) == 1 ? this with { Next = to } : null;
    }

    /// <summary>What a statement that moves it takes first: $1 to $7.</summary>
    public void AddMove(NpgsqlParameterCollection parameters, FeedPlace to)
    {
        parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = Fence });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = Next.Position.Value });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = Next.Index });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = to.Position.Value });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = to.Index });
        parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = LeaseTime });
    }

    public static FeedPlace PlaceAt(NpgsqlDataReader row, int column) =>
        new(new Position(row.GetInt64(column)), row.GetInt32(column + 1));

    private static NpgsqlCommand Command(NpgsqlConnection connection, string file, string name)
    {
        var command = new NpgsqlCommand(SqlFile.Read($"Feed/{file}.sql"), connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return command;
    }
}
