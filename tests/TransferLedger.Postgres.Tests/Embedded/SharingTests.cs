using System.Diagnostics;
using System.Globalization;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests.Embedded;

public sealed class SharingTests(ServerHome home) : IClassFixture<ServerHome>
{
    [Fact]
    public async Task A_server_whose_owner_was_killed_is_adopted_and_stopped_at_the_end()
    {
        using var owner = await OtherProcess.Start(home);
        await owner.Kill();
        var adopted = await home.Start();
        Assert.Equal(Arrival.Adopted, adopted.Arrival);
        Assert.Equal(owner.ServerProcessId, adopted.ProcessId);
        await adopted.DisposeAsync();
        Assert.False(File.Exists(home.PostmasterPid));
    }

    [Fact]
    public async Task A_second_process_joins_and_leaves_the_server_running()
    {
        await using var server = await home.Start();
        using var second = await OtherProcess.Start(home);
        Assert.Equal(Arrival.Joined, second.Arrival);
        Assert.Equal(server.ProcessId, second.ServerProcessId);
        await second.Leave();
        Assert.Equal("1", await ServerHome.Ask(server.OwnerConnection("postgres"), "select 1"));
    }

    [Fact]
    public async Task When_the_one_who_started_it_leaves_the_server_stays_for_the_others_and_the_last_one_stops_it()
    {
        using var starter = await OtherProcess.Start(home);
        var joined = await home.Start();
        await starter.Leave();
        Assert.Equal("1", await ServerHome.Ask(joined.OwnerConnection("postgres"), "select 1"));
        await joined.DisposeAsync();
        Assert.False(File.Exists(home.PostmasterPid));
    }

    [Fact]
    public async Task Several_that_start_at_once_share_one_server()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(home.Start)));
        Assert.Single(servers.Select(s => s.ProcessId).Distinct());
        Assert.Single(servers, s => s.Arrival == Arrival.Started);
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        Assert.False(File.Exists(home.PostmasterPid));
    }

    [Fact]
    public async Task A_server_in_use_is_not_discarded()
    {
        await using var server = await home.Start();
        Assert.False(
            await EmbeddedPostgres.Discard(home.Options, logger: null, TestContext.Current.CancellationToken)
        );
        Assert.Equal("1", await ServerHome.Ask(server.OwnerConnection("postgres"), "select 1"));
    }

    [Fact]
    public async Task The_postmaster_pid_of_a_killed_server_does_not_confuse_the_next()
    {
        using var owner = await OtherProcess.Start(home);
        await owner.Kill();
        await KillServer(owner.ServerProcessId);
        Assert.True(File.Exists(home.PostmasterPid));
        await using var server = await home.Start();
        Assert.Equal(Arrival.Started, server.Arrival);
    }

    [Fact]
    public async Task A_postmaster_pid_that_names_another_program_does_not_confuse_the_next()
    {
        using var owner = await OtherProcess.Start(home);
        await owner.Kill();
        await KillServer(owner.ServerProcessId);
        var lines = await File.ReadAllLinesAsync(home.PostmasterPid, TestContext.Current.CancellationToken);
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(home.PostmasterPid, lines, TestContext.Current.CancellationToken);
        await using var server = await home.Start();
        Assert.Equal(Arrival.Started, server.Arrival);
    }

    [Fact]
    public async Task What_was_committed_survives_killing_user_and_server()
    {
        using var owner = await OtherProcess.Start(home);
        int serverProcess;
        await using (var joined = await home.Start())
        {
            serverProcess = joined.ProcessId;
            await joined.CreateDatabase("ledger", cancellation: TestContext.Current.CancellationToken);
            await ServerHome.Ask(joined.OwnerConnection("ledger"), "create table kept as select 7 as n");
        }

        await owner.Kill();
        await KillServer(serverProcess);
        await using var server = await home.Start();
        Assert.Equal("7", await ServerHome.Ask(server.OwnerConnection("ledger"), "select n from kept"));
    }

    private static async Task KillServer(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
