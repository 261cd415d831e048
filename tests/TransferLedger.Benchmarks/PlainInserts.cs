using Npgsql;

namespace TransferLedger.Benchmarks;

/// <summary>What the appends are held against: one open connection a caller with a prepared insert in autocommit.</summary>
internal sealed class PlainInserts : IAsyncDisposable
{
    private readonly List<NpgsqlConnection> connections = [];
    private readonly List<Func<Task>> actions = [];
    private long next;

    private PlainInserts() { }

    /// <summary>One for each caller.</summary>
    public IReadOnlyList<Func<Task>> Actions => actions;

    public static async Task<PlainInserts> Open(NpgsqlDataSource database, int callers, byte[] bytes)
    {
        var plain = new PlainInserts { next = DateTime.UtcNow.Ticks };
        for (var i = 0; i < callers; i++)
        {
            plain.actions.Add(await plain.OpenOne(database, bytes));
        }

        return plain;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<Func<Task>> OpenOne(NpgsqlDataSource database, byte[] bytes)
    {
        var connection = await database.OpenConnectionAsync();
        connections.Add(connection);
        var position = new NpgsqlParameter<long>();
        var insert = new NpgsqlCommand(
            "insert into ledger.plain (position, bytes) values ($1, $2)",
            connection
        )
        {
            Parameters =
            {
                position,
                new NpgsqlParameter<byte[]> { TypedValue = bytes },
            },
        };
        await insert.PrepareAsync();
        return async () =>
        {
            position.TypedValue = Interlocked.Increment(ref next);
            await insert.ExecuteNonQueryAsync();
        };
    }
}
