using Npgsql;
using TransferLedger.Postgres.Schema;
using TransferLedger.Postgres.Tests.Log;

namespace TransferLedger.Postgres.Tests.Schema;

public sealed class MigrationsTests(LedgerServer server) : IAsyncLifetime
{
    private LogDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await LogDatabase.Create(server);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Running_them_again_changes_nothing()
    {
        await using var owner = await database.Owner.OpenConnectionAsync(Now);

        await Migrations.Apply(owner, Now);

        Assert.Equal(
            Migrations.Known.Count,
            await LogDatabase.Ask<int>(database.Owner, "select count(*)::int from ledger.migrations")
        );
    }

    [Fact]
    public async Task Four_nodes_that_start_at_once_run_each_of_them_once()
    {
        Migration[] more =
        [
            .. Migrations.Known,
            new(9_001, "9001_more.sql", "create table ledger.more (n int)"),
        ];

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Apply(more)));

        Assert.Equal(
            1,
            await LogDatabase.Ask<int>(
                database.Owner,
                "select count(*)::int from ledger.migrations where number = 9001"
            )
        );
    }

    [Fact]
    public async Task An_edited_migration_is_refused()
    {
        Migration[] edited = [Migrations.Known[0] with { Sql = "select 1" }];

        var refusal = await Assert.ThrowsAsync<EditedMigrationException>(() => Apply(edited));

        Assert.Contains("0001_log.sql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        Migration[] failing =
        [
            new(9_002, "9002_broken.sql", "create table ledger.half (n int); select 1 / 0"),
        ];

        await Assert.ThrowsAsync<PostgresException>(() => Apply(failing));

        Assert.True(await LogDatabase.Ask<bool>(database.Owner, "select to_regclass('ledger.half') is null"));
    }

    private async Task Apply(IReadOnlyList<Migration> migrations)
    {
        await using var owner = await database.Owner.OpenConnectionAsync(Now);
        await Migrations.Apply(owner, migrations, Now);
    }
}
