using System.Net.Sockets;
using Npgsql;

namespace TransferLedger.Postgres.Embedded;

/// <summary>Connection strings to one server on loopback, and whether it answers.</summary>
internal sealed record Connections(int Port, Secrets Secrets)
{
    public const string AdministratorRole = "postgres";
    public const string OwnerRole = "ledger_owner";
    public const string ServerRole = "ledger_server";
    public const string MaintenanceDatabase = "postgres";

    public string Administrator(string database) => To(database, AdministratorRole, Secrets.Administrator);

    public string Owner(string database) => To(database, OwnerRole, Secrets.Owner);

    public string Server(string database) => To(database, ServerRole, Secrets.Server);

    public Task<NpgsqlConnection> OpenAdministrator(string database, CancellationToken cancellation) =>
        Unpooled.Open(Administrator(database), cancellation);

    /// <summary>The server's version, or null where it does not take connections now (starting, stopping).</summary>
    public async Task<Version?> Ask(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await OpenAdministrator(MaintenanceDatabase, cancellation);
            return connection.PostgreSqlVersion;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CannotConnectNow)
        {
            return null;
        }
        catch (PostgresException e)
        {
            throw new EmbeddedPostgresUnavailable(
                $"a PostgreSQL server on port {Port} claims our data folder and refuses our password: {e.MessageText}",
                e
            );
        }
        catch (NpgsqlException e) when (e.InnerException is SocketException or IOException)
        {
            return null;
        }
    }

    // Scram proves to us, too, that the server knows the password: whoever else listens on the port learns nothing.
    private string To(string database, string role, string password) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = database,
            Username = role,
            Password = password,
            RequireAuth = "ScramSHA256",
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
}
