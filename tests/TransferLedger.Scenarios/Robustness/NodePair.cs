using Npgsql;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Cli;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>
/// Two servers on one database, set up as deploy/compose.yaml does it: a first step as the owner, then nodes that have only
/// the server's role.
/// </summary>
internal sealed class NodePair : IAsyncDisposable
{
    /// <summary>An argument: a filing is answered when it can be read.</summary>
    public const string WaitsUntilReadable = "--Ledger:ProjectedWithinSeconds=60";

    private readonly ServerProcess[] nodes = new ServerProcess[2];
    private readonly string[] arguments;

    private NodePair(string connection, string key, string[] arguments) =>
        (Connection, Key, this.arguments) = (connection, key, arguments);

    /// <summary>As <c>ledger_server</c>.</summary>
    public string Connection { get; }

    /// <summary>Text of an admin key.</summary>
    public string Key { get; }

    public IReadOnlyList<ServerProcess> Nodes => nodes;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="arguments">Of both nodes.</param>
    public static Task<NodePair> Start(LedgerServer postgres, params string[] arguments) =>
        Start(postgres, connection => connection, arguments);

    /// <param name="through">The way to the database that the nodes take.</param>
    public static async Task<NodePair> Start(
        LedgerServer postgres,
        Func<string, string> through,
        params string[] arguments
    ) => await Start(await postgres.Server, through, arguments);

    /// <param name="postgres">Where their database is made.</param>
    public static Task<NodePair> Start(EmbeddedPostgres postgres, params string[] arguments) =>
        Start(postgres, connection => connection, arguments);

    private static async Task<NodePair> Start(
        EmbeddedPostgres postgres,
        Func<string, string> through,
        string[] arguments
    )
    {
        var database = $"node_pair_{Guid.NewGuid():N}";
        await postgres.CreateDatabase(database, cancellation: Stop);
        var ledger = postgres.ServerConnection(database);
        var setUp = new Tool(
            ("ConnectionStrings__Ledger", ledger),
            ("ConnectionStrings__LedgerOwner", postgres.OwnerConnection(database))
        );
        var made = await setUp.Run("keys", "create", "--role", "admin", "--name", "operator");
        Assert.True(made.ExitCode == 0, made.Error);
        var pair = new NodePair(through(ledger), Assert.Single(made.Lines), arguments);
        try
        {
            await Task.WhenAll(pair.StartNode(0), pair.StartNode(1));
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>Entries of the log, as the database has them.</summary>
    public async Task<long> LogSize()
    {
        await using var source = NpgsqlDataSource.Create(Connection);
        await using var command = source.CreateCommand("select count(*) from ledger.entries");
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

    /// <summary>SIGKILL, and another in its place after a while.</summary>
    public async Task KillAndStartAgain(int n, TimeSpan after)
    {
        nodes[n].Kill();
        await Task.Delay(after, Stop);
        await nodes[n].DisposeAsync();
        await StartNode(n);
    }

    public async ValueTask DisposeAsync()
    {
        // One may not have started.
        foreach (var node in nodes.OfType<ServerProcess>())
        {
            await node.DisposeAsync();
        }
    }

    private async Task StartNode(int n) =>
        nodes[n] = await ServerProcess.StartNode(Connection, Key, Stop, more: arguments);
}
