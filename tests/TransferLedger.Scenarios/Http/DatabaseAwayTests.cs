using System.Net;
using Npgsql;
using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Http;

/// <summary>A database that goes away and comes back: problems that say so meanwhile, and nothing to be done afterwards.</summary>
public sealed class DatabaseAwayTests(RunningLedger ledger, LedgerServer postgres)
    : IClassFixture<RunningLedger>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_are_told_to_come_again_and_find_everything_once_it_is_back()
    {
        var reader = ledger.ClientWith(key: null);
        await ledger.Client.File(Reports.Containers("before", "KP-RU", "over 5"));
        await Administer($"alter database {ledger.Database} allow_connections false");
        await Administer(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{ledger.Database}'"
        );
        var away = await reader.Ask("/figures");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "database.away"), (away.Status, away.Code));
        Assert.True(away.Headers.ContainsKey("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, (await reader.Ask("/health/live")).Status);
        var ready = await reader.Ask("/health/ready");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "not-ready"),
            (ready.Status, ready.Json.Of("status"))
        );
        var filing = await ledger.Client.Post("/reports", Reports.Containers("meanwhile", "KP-RU", "over 6"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, filing.Status);

        await Administer($"alter database {ledger.Database} allow_connections true");
        Answer back;
        do
        {
            back = await ledger.Client.Post("/reports", Reports.Containers("after", "KP-RU", "over 7"));
            Assert.True((int)back.Status is 200 or 201 or 503, back.Text);
        } while (
            back.Status == HttpStatusCode.ServiceUnavailable
            || !back.Json.GetProperty("projected").GetBoolean()
        );

        Assert.Equal(HttpStatusCode.OK, (await reader.Ask("/reports/after")).Status);
        Assert.Equal(HttpStatusCode.OK, (await reader.Ask("/health/ready")).Status);
    }

    private async Task Administer(string sql)
    {
        await using var connection = new NpgsqlConnection(await postgres.AdministratorConnection("postgres"));
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
