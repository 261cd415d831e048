using Npgsql;

namespace TransferLedger.Postgres.Projections;

/// <summary>A connection that fills tables which are not live yet: its commits do not wait for the disk.</summary>
internal static class FillConnection
{
    public static async Task<NpgsqlConnection> Open(NpgsqlDataSource database, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            await Generations.Execute(
                connection,
                SqlFile.Read("Projections/fill_unflushed.sql"),
                cancellation
            );
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
