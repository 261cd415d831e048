using Npgsql;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests.Embedded;

public sealed class StartingTests(LedgerServer ledger)
{
    private static readonly HashSet<string> Unprivileged = ["postgres", "nobody"];

    [Fact]
    public async Task A_first_start_makes_a_cluster_that_answers()
    {
        await using var home = new ServerHome();
        await using var server = await home.Start();
        Assert.Equal(Arrival.Started, server.Arrival);
        Assert.True(server.Version.Major >= 15);
        Assert.Equal("1", await ServerHome.Ask(server.OwnerConnection("postgres"), "select 1"));
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_stop_and_a_start()
    {
        await using var home = new ServerHome();
        await using (var first = await home.Start())
        {
            await first.CreateDatabase("ledger", cancellation: TestContext.Current.CancellationToken);
            await ServerHome.Ask(first.OwnerConnection("ledger"), "create table kept as select 7 as n");
        }

        await using var second = await home.Start();
        Assert.Equal(Arrival.Started, second.Arrival);
        Assert.Equal("7", await ServerHome.Ask(second.OwnerConnection("ledger"), "select n from kept"));
    }

    [Fact]
    public async Task A_cluster_that_a_killed_process_was_making_is_made_anew()
    {
        await using var home = new ServerHome();
        var half = Directory.CreateDirectory(Path.Combine(home.Root, "making-1")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(half, "PG_VERSION"),
            "15\n",
            TestContext.Current.CancellationToken
        );
        await using var server = await home.Start();
        Assert.Equal("1", await ServerHome.Ask(server.OwnerConnection("postgres"), "select 1"));
        Assert.False(Directory.Exists(half));
    }

    [Fact]
    public async Task After_the_last_user_left_the_server_is_gone()
    {
        await using var home = new ServerHome();
        var server = await home.Start();
        await server.DisposeAsync();
        await Assert.ThrowsAsync<NpgsqlException>(() =>
            ServerHome.Ask(server.OwnerConnection("postgres"), "select 1")
        );
        Assert.False(File.Exists(home.PostmasterPid));
    }

    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("listen_addresses", "127.0.0.1")]
    [InlineData("unix_socket_directories", "")]
    [InlineData("password_encryption", "scram-sha-256")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("lc_messages", "C")]
    [InlineData("TimeZone", "UTC")]
    public async Task The_server_is_set_to(string name, string value)
    {
        var server = await ledger.Server;
        Assert.Equal(value, await ServerHome.Ask(server.AdministratorConnection("postgres"), $"show {name}"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var server = await ledger.Server;
        var wrong = new NpgsqlConnectionStringBuilder(server.OwnerConnection("postgres"))
        {
            Password = "wrong",
        };
        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            ServerHome.Ask(wrong.ConnectionString, "select 1")
        );
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task As_root_the_server_runs_as_somebody_else_and_our_passwords_stay_ours()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "Not root.");
        await using var home = new ServerHome();
        await using var server = await home.Start();
        var secrets = Path.Combine(home.Root, "secrets");
        Assert.Contains(await Output("ps", "-o", "user=", "-p", $"{server.ProcessId}"), Unprivileged);
        Assert.StartsWith("-rw------- 1 root", await Output("ls", "-l", secrets), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_password_is_in_the_servers_log_or_in_ours()
    {
        await using var home = new ServerHome();
        var ours = new RememberingLogger();
        await using var server = await EmbeddedPostgres.Start(
            home.Options,
            ours,
            TestContext.Current.CancellationToken
        );
        var secrets = Secrets.Read(Path.Combine(home.Root, "secrets"))!;
        var log = File.ReadAllText(Path.Combine(home.Root, "data", "server.log"));
        Assert.All(
            new[] { secrets.Administrator, secrets.Owner, secrets.Server },
            password => Assert.DoesNotContain(password, log + ours.Everything, StringComparison.Ordinal)
        );
        Assert.Contains("answers on port", ours.Everything, StringComparison.Ordinal);
    }

    private static async Task<string> Output(string program, params string[] arguments) =>
        (await new Command(program, [.. arguments]).Run(TestContext.Current.CancellationToken)).Said;
}
