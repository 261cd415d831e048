using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Schema;

namespace TransferLedger.Postgres.Tests.Log;

/// <summary>A database of its own with an empty ledger, and the nodes that a test opens on it.</summary>
public sealed class LogDatabase : IAsyncDisposable
{
    public static readonly PostgresLogOptions Options = new() { Origin = "ledger.test" };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly List<PostgresLog> nodes = [];
    private readonly List<NpgsqlDataSource> sources = [];

    private LogDatabase(string server, string owner, string administrator)
    {
        ServerConnection = server;
        (Server, Owner, Administrator) = (
            Source(server, "node"),
            Source(owner, "owner"),
            Source(administrator, "administrator")
        );
    }

    /// <summary>How a node gets in.</summary>
    public string ServerConnection { get; }

    public int Port => new NpgsqlConnectionStringBuilder(ServerConnection).Port;

    public NpgsqlDataSource Server { get; }

    public NpgsqlDataSource Owner { get; }

    public NpgsqlDataSource Administrator { get; }

    public static async Task<LogDatabase> Create(LedgerServer server) =>
        await Open(server, await server.NewDatabase());

    /// <summary>A database that is there.</summary>
    public static async Task<LogDatabase> Open(LedgerServer server, string name) =>
        new(
            await server.ServerConnection(name),
            await server.OwnerConnection(name),
            await server.AdministratorConnection(name)
        );

    /// <summary>A new database on a server that a test has for itself.</summary>
    public static async Task<LogDatabase> Create(EmbeddedPostgres server, string name)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await server.CreateDatabase(name, template: null, cancellation);
        var created = new LogDatabase(
            server.ServerConnection(name),
            server.OwnerConnection(name),
            server.AdministratorConnection(name)
        );
        await using var owner = await created.Owner.OpenConnectionAsync(cancellation);
        await Migrations.Apply(owner, cancellation);
        return created;
    }

    /// <summary>Another node on this database.</summary>
    public Task<PostgresLog> Node(PostgresLogOptions? options = null) => Node(Server, options);

    /// <summary>Another node that gets in by connections of its own, as a node on another machine does.</summary>
    public Task<PostgresLog> Node(string connectionString, PostgresLogOptions? options = null) =>
        Node(Source(connectionString, "node"), options);

    private async Task<PostgresLog> Node(NpgsqlDataSource source, PostgresLogOptions? options)
    {
        var node = await PostgresLog.Open(
            source,
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

    /// <summary>Returns once somebody holds the lock of those who write alone.</summary>
    public Task LockIsHeld() =>
        Until($"select not pg_try_advisory_xact_lock_shared({Session.WriteLock}::bigint)");

    /// <summary>Returns once so many connections of this database wait for a lock of any kind.</summary>
    public Task AreWaiting(int connections) =>
        Until(
            $"""
            select count(*) = {connections} from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """
        );

    /// <summary>Returns once <paramref name="holds"/> is true, and throws if that does not come.</summary>
    public async Task Until(string holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken
        );
        limit.CancelAfter(Patience);
        while (!await Ask<bool>(Administrator, holds))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public static async Task Run(NpgsqlConnection by, string sql)
    {
        await using var command = new NpgsqlCommand(sql, by);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static async Task Run(NpgsqlDataSource by, string sql)
    {
        await using var command = by.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<T> Ask<T>(NpgsqlConnection by, string sql)
    {
        await using var command = new NpgsqlCommand(sql, by);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public static async Task<T> Ask<T>(NpgsqlDataSource by, string sql)
    {
        await using var command = by.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Closes all nodes; what they were connected by ends too.</summary>
    public async Task CloseNodes()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        nodes.Clear();
        Disconnect();
    }

    /// <summary>Ends all connections that nobody uses.</summary>
    public void Disconnect() => sources.ForEach(source => source.Clear());

    public async ValueTask DisposeAsync()
    {
        await CloseNodes();
        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }
    }

    private NpgsqlDataSource Source(string connectionString, string name)
    {
        var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name, MaxPoolSize = 40 }
        );
        sources.Add(source);
        return source;
    }
}
