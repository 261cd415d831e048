using Npgsql;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>The disk under the ledger's tables fills up, and has room again.</summary>
[Collection(OnAServerOfItsOwn.Name)]
public sealed class DiskFullTests(OwnServer own) : IAsyncLifetime
{
    private const string Size = "32m";

    private readonly Acknowledged acknowledged = new();
    private SmallDisk? disk;
    private LogDatabase? database;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        disk = await SmallDisk.Mount(Size);
        database = await OnTheDisk();
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.CloseNodes();
            await Leave(database);
            await database.DisposeAsync();
        }

        await (disk?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <remarks>
    /// Nothing is read while the disk is full: PostgreSQL may turn away a new connection then, since it cannot write the
    /// file in which it keeps its catalog.
    /// </remarks>
    [Fact]
    public async Task While_the_disk_is_full_appends_are_refused_and_once_there_is_room_they_go_on()
    {
        var node = await database!.Node();
        acknowledged.Take(await node.Append([Large("report/a", 1)], Now));
        await disk!.Fill();

        var refused = await UntilRefused(node);
        Assert.Equal(PostgresErrorCodes.DiskFull, refused.SqlState);
        await Assert.ThrowsAsync<PostgresException>(() => Import(node));

        disk.MakeRoom();
        await acknowledged.IsWhatIsStored(node);
        acknowledged.Take(await node.Append([Large("report/b", 1)], Now));
        await Import(node);
        await acknowledged.IsWhatIsStored(node);
    }

    /// <summary>What lies on the pages that are there already still fits.</summary>
    private async Task<PostgresException> UntilRefused(PostgresLog node)
    {
        for (var i = 0; i < 1_000; i++)
        {
            try
            {
                acknowledged.Take(await node.Append([Large($"report/full-{i}", 1)], Now));
            }
            catch (PostgresException refused)
            {
                return refused;
            }
        }

        throw new InvalidOperationException("The disk does not fill up.");
    }

    private async Task Import(PostgresLog node)
    {
        var import = Enumerable.Range(0, 40).Select(i => new[] { Large($"import/{i}", 1) });
        foreach (var answer in await node.AppendBulk([.. import], Now))
        {
            acknowledged.Take(answer);
        }
    }

    private async Task<LogDatabase> OnTheDisk()
    {
        var folder = Path.Combine(disk!.Folder, "tablespace");
        await Folders.MakeOwned(folder, await SystemUser.ForServer(Now), Now);
        var made = await own.NewDatabase();
        await using var administrator = NpgsqlDataSource.Create(
            own.Server.AdministratorConnection("postgres")
        );
        await LogDatabase.Run(administrator, $"create tablespace small location '{folder}'");
        await Move(administrator, made, "small");
        return made;
    }

    private async Task Leave(LogDatabase gone)
    {
        await using var administrator = NpgsqlDataSource.Create(
            own.Server.AdministratorConnection("postgres")
        );
        await Move(administrator, gone, "pg_default");
        await LogDatabase.Run(administrator, "drop tablespace small");
    }

    private static async Task Move(NpgsqlDataSource administrator, LogDatabase database, string to)
    {
        var name = new NpgsqlConnectionStringBuilder(database.ServerConnection).Database;
        database.Disconnect();
        await LogDatabase.Run(administrator, $"alter database {name} set tablespace {to}");
    }
}
