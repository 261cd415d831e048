using Npgsql;

namespace TransferLedger.Postgres;

/// <summary>
/// Connections outside every pool, for what happens once: a migration, a repair. Closed, they are gone, and hold none of the
/// server's places (a pool would keep one for minutes, with the rights of the schema's owner).
/// </summary>
internal static class Unpooled
{
    /// <exception cref="NpgsqlException">The server cannot be reached, or refuses. Nothing stays open.</exception>
    public static async Task<NpgsqlConnection> Open(string connectionString, CancellationToken cancellation)
    {
        var how = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var connection = new NpgsqlConnection(how.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
