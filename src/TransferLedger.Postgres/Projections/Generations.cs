using Npgsql;

namespace TransferLedger.Postgres.Projections;

/// <summary>The table of generations: which read tables there are, which of them are live, who may write them.</summary>
internal static class Generations
{
    /// <summary>All read tables.</summary>
    public static readonly IReadOnlyList<string> Tables = [.. Digest.Tables.Select(of => of.Table)];

    /// <summary>How long a runner that no longer says anything keeps others away: they take over within 5 s.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(3);

    /// <summary>Makes the table of generations where it is missing.</summary>
    public static Task Prepare(NpgsqlConnection connection, CancellationToken cancellation) =>
        Execute(connection, SqlFile.Read("Projections/generations.sql"), cancellation);

    /// <summary>Null: there are no live tables of our fold.</summary>
    public static Task<Bookmark?> Live(NpgsqlConnection connection, CancellationToken cancellation) =>
        Bookmarked(
            connection,
            "read_live",
            cancellation,
            new NpgsqlParameter<int> { TypedValue = Generation.Fold }
        );

    /// <summary>The same, held where they stand until the end of the transaction.</summary>
    public static Task<Bookmark?> HoldLive(NpgsqlConnection connection, CancellationToken cancellation) =>
        Bookmarked(
            connection,
            "hold_live",
            cancellation,
            new NpgsqlParameter<int> { TypedValue = Generation.Fold }
        );

    /// <summary>Null: another runner has the lease, or there are no live tables.</summary>
    public static Task<Bookmark?> TakeLease(
        NpgsqlConnection connection,
        Guid runner,
        CancellationToken cancellation
    ) =>
        Bookmarked(
            connection,
            "take_lease",
            cancellation,
            new NpgsqlParameter<int> { TypedValue = Generation.Fold },
            new NpgsqlParameter<Guid> { TypedValue = runner },
            new NpgsqlParameter<TimeSpan> { TypedValue = LeaseTime }
        );

    /// <summary>Null: another runner has it.</summary>
    public static Task<Bookmark?> RenewLease(
        NpgsqlConnection connection,
        long fence,
        CancellationToken cancellation
    ) =>
        Bookmarked(
            connection,
            "renew_lease",
            cancellation,
            new NpgsqlParameter<int> { TypedValue = Generation.Fold },
            new NpgsqlParameter<long> { TypedValue = fence },
            new NpgsqlParameter<TimeSpan> { TypedValue = LeaseTime }
        );

    public static Task ReleaseLease(
        NpgsqlConnection connection,
        long fence,
        CancellationToken cancellation
    ) =>
        Execute(
            connection,
            SqlFile.Read("Projections/release_lease.sql"),
            cancellation,
            new NpgsqlParameter<int> { TypedValue = Generation.Fold },
            new NpgsqlParameter<long> { TypedValue = fence }
        );

    /// <summary>A new generation with bare tables, not live yet.</summary>
    public static async Task<Generation> Add(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            SqlFile.Read("Projections/add_generation.sql"),
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Generation.Fold });
        var added = new Generation((int)(await command.ExecuteScalarAsync(cancellation))!);
        await Execute(connection, added.Sql("tables"), cancellation);
        return added;
    }

    /// <summary>Up to where a generation that is not live yet is filled.</summary>
    public static Task Pin(
        NpgsqlConnection connection,
        Generation building,
        long next,
        CancellationToken cancellation
    ) =>
        Execute(
            connection,
            building.Sql("pin_building"),
            cancellation,
            new NpgsqlParameter<long> { TypedValue = next }
        );

    /// <summary>The newest that was kept, no longer to be dropped; null: none was.</summary>
    public static Task<Bookmark?> TakeKept(NpgsqlConnection connection, CancellationToken cancellation) =>
        Bookmarked(
            connection,
            "take_kept",
            cancellation,
            new NpgsqlParameter<int> { TypedValue = Generation.Fold }
        );

    /// <summary>Makes a generation the live one of our fold, standing at <paramref name="next"/>; the one before it is kept.</summary>
    public static Task Switch(
        NpgsqlConnection connection,
        Generation to,
        long next,
        CancellationToken cancellation
    ) =>
        Execute(
            connection,
            to.Sql("switch"),
            cancellation,
            new NpgsqlParameter<int> { TypedValue = Generation.Fold },
            new NpgsqlParameter<long> { TypedValue = next }
        );

    /// <summary>Drops a generation that nobody reads any more.</summary>
    public static async Task Drop(
        NpgsqlConnection connection,
        Generation generation,
        CancellationToken cancellation
    )
    {
        foreach (var table in Tables)
        {
            await Execute(connection, $"drop table if exists {generation.Table(table)}", cancellation);
        }

        await Execute(connection, generation.Sql("forget_generation"), cancellation);
    }

    /// <summary>Those that can go: builds that were broken off, and all kept ones of our fold but the newest.</summary>
    public static async Task<IReadOnlyList<Generation>> Outdated(
        NpgsqlConnection connection,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(
            SqlFile.Read("Projections/outdated_generations.sql"),
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Generation.Fold });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var outdated = new List<Generation>();
        while (await reader.ReadAsync(cancellation))
        {
            outdated.Add(new Generation(reader.GetInt32(0)));
        }

        return outdated;
    }

    public static async Task Execute(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The statements of a file one by one, each in a transaction of its own, however long it takes: indexes.</summary>
    public static async Task ExecuteEach(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellation
    )
    {
        foreach (
            var statement in sql.Split(
                ';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task<Bookmark?> Bookmarked(
        NpgsqlConnection connection,
        string file,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(SqlFile.Read($"Projections/{file}.sql"), connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new Bookmark(new Generation(reader.GetInt32(0)), reader.GetInt64(1), reader.GetInt64(2))
            : null;
    }
}
