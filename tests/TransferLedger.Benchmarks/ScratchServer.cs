using Npgsql;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Schema;

namespace TransferLedger.Benchmarks;

/// <summary>A PostgreSQL for one measurement, with its default durability; gone afterwards.</summary>
internal sealed class ScratchServer : IAsyncDisposable
{
    private readonly EmbeddedPostgresOptions options;
    private readonly EmbeddedPostgres server;

    private ScratchServer(EmbeddedPostgresOptions options, EmbeddedPostgres server) =>
        (this.options, this.server) = (options, server);

    public static async Task<ScratchServer> Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"transferledger-benchmark-{Guid.NewGuid():N}");
        var scratch = new EmbeddedPostgresOptions { DataFolder = folder };
        return new ScratchServer(scratch, await EmbeddedPostgres.Start(scratch));
    }

    /// <summary>A migrated database, seen as the server's role and as the owner.</summary>
    public async Task<(NpgsqlDataSource Server, NpgsqlDataSource Owner)> NewDatabase(string name)
    {
        await server.CreateDatabase(name);
        var owner = NpgsqlDataSource.Create(server.OwnerConnection(name));
        await using (var connection = await owner.OpenConnectionAsync())
        {
            await Migrations.Apply(connection, CancellationToken.None);
        }

        return (NpgsqlDataSource.Create(server.ServerConnection(name)), owner);
    }

    /// <summary>Connection string of the server's role.</summary>
    public string ServerConnection(string name) => server.ServerConnection(name);

    /// <summary>The settings that decide what "durable" costs.</summary>
    public static async Task<string> Settings(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            select version() || E'\n' || string_agg(name || ' = ' || setting || coalesce(' ' || unit, ''), E'\n' order by name)
            from pg_settings
            where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', 'shared_buffers', 'max_wal_size')
            """
        );
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await EmbeddedPostgres.Discard(options);
    }
}
