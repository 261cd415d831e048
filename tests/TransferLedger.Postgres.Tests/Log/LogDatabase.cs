using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Tests.Log;

/// <summary>A database of its own with an empty ledger, and the nodes that a test opens on it.</summary>
public sealed class LogDatabase : IAsyncDisposable
{
    public static readonly PostgresLogOptions Options = new() { Origin = "ledger.test" };

    private readonly List<PostgresLog> nodes = [];
    private readonly List<NpgsqlDataSource> sources = [];

    private LogDatabase(NpgsqlDataSource server, NpgsqlDataSource owner, NpgsqlDataSource administrator)
    {
        (Server, Owner, Administrator) = (server, owner, administrator);
        sources.AddRange([server, owner, administrator]);
    }

    public NpgsqlDataSource Server { get; }

    public NpgsqlDataSource Owner { get; }

    public NpgsqlDataSource Administrator { get; }

    public static async Task<LogDatabase> Create(LedgerServer server)
    {
        var name = await server.NewDatabase();
        return new LogDatabase(
            Source(await server.ServerConnection(name), "node"),
            Source(await server.OwnerConnection(name), "owner"),
            Source(await server.AdministratorConnection(name), "administrator")
        );
    }

    /// <summary>Another node on this database.</summary>
    public async Task<PostgresLog> Node(PostgresLogOptions? options = null)
    {
        var node = await PostgresLog.Open(
            Server,
            options ?? Options,
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        nodes.Add(node);
        return node;
    }

    /// <summary>As another writer does, until it is disposed of.</summary>
    public async Task<IAsyncDisposable> HoldTheLock()
    {
        var connection = await Administrator.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            $"begin; select pg_advisory_xact_lock({Session.WriteLock})",
            connection
        );
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Returns once somebody holds the lock of those who write.</summary>
    public async Task LockIsHeld()
    {
        var isHeld = $"select not pg_try_advisory_xact_lock_shared({Session.WriteLock}::bigint)";
        while (!await Ask<bool>(Administrator, isHeld))
        {
            await Task.Yield();
        }
    }

    public static async Task Run(NpgsqlDataSource by, string sql)
    {
        await using var command = by.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<T> Ask<T>(NpgsqlDataSource by, string sql)
    {
        await using var command = by.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }
    }

    private static NpgsqlDataSource Source(string connectionString, string name) =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name, MaxPoolSize = 40 }
        );
}
