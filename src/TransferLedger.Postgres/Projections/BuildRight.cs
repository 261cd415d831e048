using Npgsql;

namespace TransferLedger.Postgres.Projections;

/// <summary>The right to make and drop read tables: one at a time has it, and it ends with the connection.</summary>
internal sealed class BuildRight : IAsyncDisposable
{
    private const string Unlock = "select pg_advisory_unlock(hashtext('transferledger.rebuild'))";

    private BuildRight(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    /// <summary>Waits for whoever has it, without a transaction.</summary>
    public static async Task<BuildRight> Take(NpgsqlDataSource database, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            while (!await TryLock(connection, cancellation))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }

            return new(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Connection.State == System.Data.ConnectionState.Open)
        {
            await Generations.Execute(Connection, Unlock, CancellationToken.None);
        }

        await Connection.DisposeAsync();
    }

    private static async Task<bool> TryLock(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select pg_try_advisory_lock(hashtext('transferledger.rebuild'))",
            connection
        );
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
