using Npgsql;

namespace TransferLedger.Postgres.Tests.Embedded;

public sealed class DatabasesTests(LedgerServer ledger)
{
    [Fact]
    public async Task Making_a_database_twice_leaves_it_as_it_is()
    {
        var server = await ledger.Server;
        var cancellation = TestContext.Current.CancellationToken;
        await server.CreateDatabase("made twice", cancellation: cancellation);
        await ServerHome.Ask(server.OwnerConnection("made twice"), "create table kept as select 7 as n");
        await server.CreateDatabase("made twice", cancellation: cancellation);
        Assert.Equal("7", await ServerHome.Ask(server.OwnerConnection("made twice"), "select n from kept"));
    }

    [Fact]
    public async Task A_database_name_is_never_read_as_SQL()
    {
        var server = await ledger.Server;
        const string Name = "a\"; drop role ledger_server; --";
        await server.CreateDatabase(Name, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Name, await ServerHome.Ask(server.ServerConnection(Name), "select current_database()"));
    }

    [Fact]
    public async Task A_template_that_somebody_is_connected_to_can_be_copied()
    {
        var server = await ledger.Server;
        var cancellation = TestContext.Current.CancellationToken;
        await server.CreateDatabase("copied from", cancellation: cancellation);
        await ServerHome.Ask(server.OwnerConnection("copied from"), "create table kept as select 7 as n");
        await using var connected = new NpgsqlConnection(server.OwnerConnection("copied from"));
        await connected.OpenAsync(cancellation);
        await server.CreateDatabase("copied to", "copied from", cancellation);
        Assert.Equal("7", await ServerHome.Ask(server.OwnerConnection("copied to"), "select n from kept"));
    }

    [Fact]
    public async Task New_databases_are_apart()
    {
        var (one, other) = (await ledger.NewDatabase(), await ledger.NewDatabase());
        await ServerHome.Ask(await ledger.OwnerConnection(one), "create table mine (n int)");
        Assert.Equal(
            "",
            await ServerHome.Ask(await ledger.OwnerConnection(other), "select to_regclass('mine')::text")
        );
    }

    [Theory]
    [InlineData("create table t (n int)")]
    [InlineData("create schema s")]
    [InlineData("create temporary table t (n int)")]
    [InlineData("create database d")]
    [InlineData("create role r")]
    public async Task The_servers_role_may_not(string sql)
    {
        var connection = await ledger.ServerConnection(await ledger.NewDatabase());
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ServerHome.Ask(connection, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("ledger_owner")]
    [InlineData("ledger_server")]
    public async Task The_role_is_not_privileged(string role)
    {
        var connection = await ledger.AdministratorConnection("postgres");
        const string Rights =
            "rolcanlogin and not (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)";
        Assert.Equal(
            "True",
            await ServerHome.Ask(connection, $"select {Rights} from pg_roles where rolname = '{role}'")
        );
    }
}
