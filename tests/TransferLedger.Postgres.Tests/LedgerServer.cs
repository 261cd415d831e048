using Npgsql;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Schema;
using TransferLedger.Postgres.Tests;

[assembly: AssemblyFixture(typeof(LedgerServer))]

namespace TransferLedger.Postgres.Tests;

/// <summary>
/// One PostgreSQL server a test run, started by the first test that asks for a database and removed with its data at
/// the end. A test class takes it as a constructor argument and gets databases that are copies of a migrated template.
/// </summary>
public sealed class LedgerServer : IAsyncDisposable
{
    private const string Template = "ledger_template";
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromMinutes(2);

    // A temporary folder may be shared by users who cannot enter each other's.
    private static readonly string AllRuns = Path.Combine(
        Path.GetTempPath(),
        $"transferledger-tests-{Environment.UserName}"
    );

    private readonly EmbeddedPostgresOptions options = new()
    {
        DataFolder = Path.Combine(AllRuns, Guid.NewGuid().ToString("N")),
    };

    private readonly Lazy<Task<EmbeddedPostgres>> started;
    private int databases;

    public LedgerServer() => started = new Lazy<Task<EmbeddedPostgres>>(Start);

    public Task<EmbeddedPostgres> Server => started.Value;

    /// <summary>The name of a new database, a copy of the template.</summary>
    public async Task<string> NewDatabase()
    {
        var server = await Server;
        var name = $"ledger_{Interlocked.Increment(ref databases)}";
        await server.CreateDatabase(name, Template);
        return name;
    }

    /// <summary>Connection string of ledger_owner, who runs migrations.</summary>
    public async Task<string> OwnerConnection(string database) => (await Server).OwnerConnection(database);

    /// <summary>Connection string of ledger_server, as which the product runs.</summary>
    public async Task<string> ServerConnection(string database) => (await Server).ServerConnection(database);

    /// <summary>Connection string of the superuser: to kill backends and to look behind the scenes.</summary>
    public async Task<string> AdministratorConnection(string database) =>
        (await Server).AdministratorConnection(database);

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
        {
            // Nothing of its data needs to reach the disk before they go: with many databases that takes minutes.
            await PgCtl.StopAtOnce(await Server, options);
            await (await Server).DisposeAsync();
            await EmbeddedPostgres.Discard(options);
        }
    }

    /// <summary>Fills the template, once a run.</summary>
    /// <param name="ownerConnection">To the template, as ledger_owner; use it without pooling or clear its pool.</param>
    private static async Task PrepareTemplate(string ownerConnection)
    {
        await using var owner = new NpgsqlConnection(ownerConnection + ";Pooling=false");
        await owner.OpenAsync();
        await Migrations.Apply(owner, CancellationToken.None);
    }

    private async Task<EmbeddedPostgres> Start()
    {
        await RemoveLeftovers();
        var server = await EmbeddedPostgres.Start(options);
        await server.CreateDatabase(Template);
        await PrepareTemplate(server.OwnerConnection(Template));
        return server;
    }

    // Runs that were killed; those that are alive hold their folders.
    private async Task RemoveLeftovers()
    {
        if (!Directory.Exists(AllRuns))
        {
            return;
        }

        foreach (var folder in new DirectoryInfo(AllRuns).GetDirectories())
        {
            if (DateTime.UtcNow - folder.CreationTimeUtc > LeftoverAge)
            {
                await Remove(options with { DataFolder = folder.FullName });
            }
        }
    }

    private static async Task Remove(EmbeddedPostgresOptions leftover)
    {
        try
        {
            await EmbeddedPostgres.Discard(leftover);
        }
        catch (Exception e) when (e is EmbeddedPostgresUnavailable or IOException)
        {
            TestContext.Current.SendDiagnosticMessage($"{leftover.DataFolder} stays: {e.Message}");
        }
    }
}
