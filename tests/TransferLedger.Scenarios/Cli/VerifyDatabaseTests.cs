using Npgsql;
using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Cli;

/// <summary><c>verify --database</c>.</summary>
public sealed class VerifyDatabaseTests(SigningLedger ledger, LedgerServer postgres)
    : IClassFixture<SigningLedger>
{
    [Fact]
    public async Task A_database_holds_until_somebody_changes_it_and_then_the_place_is_named()
    {
        await Http.Asking.File(ledger.Client, Http.Reports.Containers("verified", "KP-RU", "over 9,000"));
        await ledger.Signed();
        var whole = await Verify("--database", "--key", ledger.Keys.Verifiers[^1].ToString(), "--json");
        Assert.True(whole.ExitCode == 0, whole.Error);
        Assert.Equal(2, whole.Json.GetProperty("size").GetInt32());

        await using var administrator = NpgsqlDataSource.Create(
            await postgres.AdministratorConnection(ledger.Database)
        );
        await using var change = administrator.CreateCommand(
            "set session_replication_role = replica; update ledger.entries set type = 'items-reported.v1' where position = 1"
        );
        await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var changed = await Verify("--database");
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains(
            "ledger.entries, position 1, type: database.differs",
            changed.Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData]
    [InlineData("some-folder", "--database")]
    public async Task One_thing_is_to_be_named(params string[] arguments)
    {
        var run = await Verify(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("verify.what", run.Error, StringComparison.Ordinal);
    }

    private async Task<ToolRun> Verify(params string[] arguments) =>
        await new Tool(("ConnectionStrings__Ledger", await postgres.ServerConnection(ledger.Database))).Run([
            "verify",
            .. arguments,
        ]);
}
