using TransferLedger.Core.Log;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>The disk under PostgreSQL's write-ahead log fills up: the whole server goes down, and comes back once there is room.</summary>
public sealed class WalDiskFullTests : IAsyncLifetime
{
    private const string Size = "96m";
    private const int Writers = 8;
    private const int AfterIt = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly EmbeddedPostgresOptions options = new()
    {
        DataFolder = Path.Combine(
            Path.GetTempPath(),
            $"transferledger-wal-{Environment.UserName}",
            Guid.NewGuid().ToString("N")
        ),
    };

    private readonly Acknowledged acknowledged = new();
    private SmallDisk? disk;
    private EmbeddedPostgres? server;
    private LogDatabase? database;
    private volatile bool small;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(options.DataFolder, "data");

    public async ValueTask InitializeAsync()
    {
        disk = await SmallDisk.Mount(Size);
        await (await EmbeddedPostgres.Start(options, logger: null, Now)).DisposeAsync();
        await MoveWal();
        server = await EmbeddedPostgres.Start(options, logger: null, Now);
        database = await LogDatabase.Create(server, "wal");
    }

    public async ValueTask DisposeAsync()
    {
        await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (server is not null)
        {
            await PgCtl.StopAtOnce(server, options);
            await server.DisposeAsync();
        }

        await EmbeddedPostgres.Discard(options);
        await (disk?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task Nodes_go_on_by_themselves_once_the_log_of_the_database_has_room_again()
    {
        var patient = LogDatabase.Options with { RetryFor = Patience };
        PostgresLog[] nodes = [await database!.Node(patient), await database.Node(patient)];
        using var over = new CancellationTokenSource();
        var writers = Enumerable
            .Range(0, Writers)
            .Select(w => Task.Run(() => Write(nodes[w % 2], $"report/{w}", over.Token), Now));
        var everybody = Task.WhenAll([.. writers, Task.Run(() => Import(nodes[0], over.Token), Now)]);
        await Until(() => acknowledged.Count > Writers, everybody);

        await disk!.Fill();
        await Until(Panicked, everybody);
        small = true;
        disk.MakeRoom();
        await PgCtl.RestartAtOnce(server!, options);

        var before = acknowledged.Count;
        await Until(() => acknowledged.Count > before + Writers * AfterIt, everybody);
        await over.CancelAsync();
        await everybody;
        Assert.All(nodes, node => Assert.Null(node.StoppedBecause));
        await acknowledged.IsWhatIsStored(nodes[1]);
    }

    private async Task Write(PostgresLog node, string stream, CancellationToken over)
    {
        for (var version = 1; !over.IsCancellationRequested; version++)
        {
            acknowledged.Take(await node.Append([Entry(stream, version)], Now));
        }
    }

    private async Task Import(PostgresLog node, CancellationToken over)
    {
        for (var part = 0; !over.IsCancellationRequested; part++)
        {
            var reports = Enumerable.Range(0, 20).Select(r => new[] { Entry($"import/{part}-{r}", 1) });
            foreach (var answer in await node.AppendBulk([.. reports], Now))
            {
                acknowledged.Take(answer);
            }
        }
    }

    /// <summary>Once the disk was full little is written, so that it does not fill up again.</summary>
    private NewEntry Entry(string stream, long version) =>
        small ? New(stream, version) : Large(stream, version);

    private bool Panicked()
    {
        using var log = new StreamReader(
            new FileStream(
                Path.Combine(Data, "server.log"),
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite
            )
        );
        return log.ReadToEnd().Contains("PANIC:", StringComparison.Ordinal);
    }

    /// <summary>What befalls a writer meanwhile ends the test.</summary>
    private static async Task Until(Func<bool> holds, Task everybody)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Now);
        limit.CancelAfter(Patience);
        while (!holds())
        {
            Assert.False(everybody.IsCompleted, everybody.Exception?.ToString());
            await Task.Delay(BetweenLooks, limit.Token);
        }
    }

    private async Task MoveWal()
    {
        var (from, to) = (Path.Combine(Data, "pg_wal"), Path.Combine(disk!.Folder, "pg_wal"));
        var moved = await new Command("mv", [from, to]).Run(Now);
        Assert.True(moved.Succeeded, moved.Said);
        Directory.CreateSymbolicLink(from, to);
    }
}
