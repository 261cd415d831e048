using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Metrics;

/// <summary><c>GET /metrics</c> of a server that has done nothing but what the test asked of it.</summary>
public sealed class MetricsTests(LedgerServer postgres) : IAsyncLifetime
{
    private const string Lag = "{projection=\"read-tables\"}";
    private readonly RunningLedger ledger = new(postgres);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ledger.InitializeAsync();

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task Appends_are_counted_by_how_they_ended()
    {
        await ledger.Client.File(Reports.Of("one", Reports.Containers()));
        await ledger.Client.File(
            Reports.Of("three", $"{Reports.Containers()}, {Reports.Containers()}, {Reports.Containers()}")
        );
        await ledger.Client.Post("/reports", Reports.Of("one", Reports.Containers()));
        await ledger.Client.Post("/reports", Reports.Of("bad", Reports.Containers("6,5 million")));
        var read = await Exposition.ScrapeAll(ledger.Client);
        Assert.Equal(6, read["transferledger_appended_entries_total"]);
        Assert.Equal(2, read["transferledger_append_requests_total{outcome=\"appended\"}"]);
        Assert.Equal(1, read["transferledger_append_requests_total{outcome=\"version-moved\"}"]);
        foreach (var none in new[] { "busy", "stopped", "failed", "given-up", "duplicate-id", "too-long" })
        {
            Assert.Equal(0, read[$"transferledger_append_requests_total{{outcome=\"{none}\"}}"]);
        }

        Assert.Equal(2, read["transferledger_append_batch_entries_count"]);
        Assert.Equal(6, read["transferledger_append_batch_entries_sum"]);
        Assert.Equal(0, read["transferledger_append_batch_entries_bucket{le=\"1\"}"]);
        Assert.Equal(1, read["transferledger_append_batch_entries_bucket{le=\"2\"}"]);
        Assert.Equal(2, read["transferledger_append_batch_entries_bucket{le=\"4\"}"]);
    }

    [Fact]
    public async Task An_import_counts_each_of_its_reports()
    {
        var lines = Enumerable.Range(0, 5).Select(i => Reports.Of($"line-{i}", Reports.Containers()));
        await ledger.Client.Post("/reports/import", string.Join('\n', lines), "application/x-ndjson");
        var read = await Exposition.ScrapeAll(ledger.Client);
        Assert.Equal(10, read["transferledger_appended_entries_total"]);
        Assert.Equal(5, read["transferledger_append_requests_total{outcome=\"appended\"}"]);
        Assert.Equal(10, read["transferledger_append_batch_entries_sum"]);
    }

    [Fact]
    public async Task Requests_are_timed_by_route_method_and_status()
    {
        await ledger.Client.File(Reports.Of("one", Reports.Containers()));
        await ledger.Client.Post("/reports", Reports.Of("bad", Reports.Containers("6,5 million")));
        foreach (
            var address in new[]
            {
                "/figures/KP-RU/containers",
                "/figures/KP-RU/containers?asOf=2024-01-01",
                "/figures/IR-RU/containers",
                "/nothing/here",
                "/nothing/there",
            }
        )
        {
            await ledger.Client.Ask(address);
        }

        using var odd = new HttpRequestMessage(new HttpMethod("BREW"), "/figures");
        using var refused = await ledger.Client.SendAsync(odd, Stop);
        var read = await Exposition.Scrape(ledger.Client, r => Total(r) >= 8);
        Assert.Equal(1, read.Requests("POST", "/reports", 201));
        Assert.Equal(1, read.Requests("POST", "/reports", 422));
        Assert.Equal(2, read.Requests("GET", "/figures/{corridor}/{measure}", 200));
        Assert.Equal(1, read.Requests("GET", "/figures/{corridor}/{measure}", 404));
        Assert.Equal(2, read.Requests("GET", route: null, 404));
        Assert.Equal(1, read.Requests("_OTHER", route: null, 405));
        Assert.Equal(8, Total(read));
        Assert.Equal("histogram", read.TypeOf("http_server_request_duration_seconds"));
    }

    [Fact]
    public async Task With_nothing_left_to_project_there_is_no_lag()
    {
        await ledger.Client.File(Reports.Of("one", Reports.Containers()));
        var read = await Exposition.ScrapeAll(ledger.Client);
        Assert.Equal(2, read["transferledger_log_entries"]);
        Assert.Equal(0, read[$"transferledger_projection_lag_entries{Lag}"]);
        Assert.Equal(0, read[$"transferledger_projection_lag_seconds{Lag}"]);
        Assert.Equal(0, read[$"transferledger_projection_stopped{Lag}"]);
        Assert.Equal(0, read["transferledger_writing_stopped"]);
        Assert.Equal(1, read["transferledger_database_up"]);
    }

    [Fact]
    public async Task A_projection_that_stopped_lags_by_every_entry_since_and_by_the_age_of_the_first()
    {
        var before = Stopwatch.GetTimestamp();
        await Poison();
        var after = Stopwatch.GetTimestamp();
        await Exposition.Scrape(ledger.Client, r => r[$"transferledger_projection_stopped{Lag}"] > 0);
        await Append("stream-two", ContainersReportedType);
        var least = Stopwatch.GetElapsedTime(after).TotalSeconds;
        var read = await Exposition.ScrapeAll(ledger.Client);
        Assert.Equal(2, read[$"transferledger_projection_lag_entries{Lag}"]);
        Assert.InRange(
            read[$"transferledger_projection_lag_seconds{Lag}"],
            least,
            Stopwatch.GetElapsedTime(before).TotalSeconds
        );
    }

    [Fact]
    public async Task A_scrape_asks_the_database_twice()
    {
        await Poison();
        await Exposition.Scrape(ledger.Client, r => r[$"transferledger_projection_stopped{Lag}"] > 0);
        using var scrape = new Activity("scrape").Start();
        var asked = new List<string?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && activity.TraceId == scrape.TraceId)
                {
                    lock (asked)
                    {
                        asked.Add($"{activity.DisplayName} {activity.GetTagItem("db.query.text")}");
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await Exposition.Scrape(ledger.Client);
        Assert.Equal(2, asked.Count(statement => statement!.Contains("select", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Connections_are_counted_as_used_idle_and_allowed()
    {
        var pool = ledger.Services.GetRequiredService<NpgsqlDataSource>();
        var quiet = await Exposition.Scrape(ledger.Client, r => Connections(r, "used") == 5);
        Assert.Equal(100, quiet["db_client_connection_max"]);
        Assert.Equal(0, quiet["db_client_connection_npgsql_pending_requests"]);
        await using (await pool.OpenConnectionAsync(Stop))
        await using (await pool.OpenConnectionAsync(Stop))
        {
            await Exposition.Scrape(ledger.Client, r => Connections(r, "used") == 7);
        }

        var after = await Exposition.Scrape(ledger.Client, r => Connections(r, "used") == 5);
        Assert.InRange(Connections(after, "idle"), 2, 10);
    }

    [Fact]
    public async Task A_database_that_is_away_is_said_to_be_and_the_rest_goes_on()
    {
        await ledger.Client.File(Reports.Of("one", Reports.Containers()));
        await Administer($"alter database {ledger.Database} allow_connections false");
        await Administer(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{ledger.Database}'"
        );
        var away = await Exposition.Scrape(ledger.Client, r => r["transferledger_database_up"] == 0);
        Assert.Equal(2, away["transferledger_appended_entries_total"]);
        Assert.DoesNotContain($"transferledger_projection_lag_entries{Lag}", away.Samples.Keys);
        Assert.DoesNotContain("transferledger_log_entries", away.Samples.Keys);
        await Administer($"alter database {ledger.Database} allow_connections true");
        var back = await Exposition.Scrape(ledger.Client, r => r["transferledger_database_up"] == 1);
        Assert.Equal(2, back["transferledger_log_entries"]);
    }

    [Fact]
    public async Task A_node_that_has_stopped_writing_says_so()
    {
        await ledger.Client.File(Reports.Of("one", Reports.Containers()));
        await Administer(
            """
            alter table ledger.entries disable trigger all;
            delete from ledger.entries where position = 1
            """,
            ledger.Database
        );
        var refused = await ledger.Client.Post("/reports", Reports.Of("two", Reports.Containers()));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "log.stopped"), (refused.Status, refused.Code));
        var read = await Exposition.ScrapeAll(ledger.Client);
        Assert.Equal(1, read["transferledger_writing_stopped"]);
        Assert.Equal(1, read["transferledger_append_requests_total{outcome=\"stopped\"}"]);
        Assert.Equal(1, read["transferledger_log_entries"]);
    }

    [Fact]
    public async Task It_says_nothing_about_where_the_database_is()
    {
        var text = await ledger.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ledger.Database, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manual_for_operators_explains_these_metrics_and_no_others()
    {
        await ledger.Client.File(Reports.Of("one", Reports.Containers()));
        var read = await Exposition.Scrape(ledger.Client, r => Total(r) > 0);
        var manual = await File.ReadAllTextAsync(
            Path.Combine(SourceTree.Root, "deploy", "OPERATING.md"),
            Stop
        );
        var explained = Regex
            .Matches(
                manual,
                "`((transferledger|db_client|http_server|dotnet)_[a-z_]+)",
                RegexOptions.None,
                Limit
            )
            .Select(match => match.Groups[1].Value);
        Assert.Equal(
            read.Families.Order(StringComparer.Ordinal),
            explained.Distinct().Order(StringComparer.Ordinal)
        );
    }

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private const string ContainersReportedType = "containers-reported.v1";

    private static double Connections(Exposition read, string state) =>
        read.Samples.GetValueOrDefault(
            $"db_client_connection_count{{db_client_connection_state=\"{state}\"}}"
        );

    /// <summary>All requests but the scrapes themselves.</summary>
    private static double Total(Exposition read) =>
        read
            .Samples.Where(s =>
                s.Key.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal)
            )
            .Where(s => !s.Key.Contains("\"/metrics\"", StringComparison.Ordinal))
            .Sum(s => s.Value);

    /// <summary>An entry of a type that no fold knows.</summary>
    private Task Poison() => Append("stream-one", "of-no-known-type.v1");

    private async Task Append(string stream, string type)
    {
        var entry = new NewEntry(
            Guid.CreateVersion7(),
            new StreamId(stream),
            Version: 1,
            type,
            "{}"u8.ToArray(),
            "test"
        );
        Assert.IsType<AppendResult.Appended>(
            await ledger.Services.GetRequiredService<ILog>().Append([entry], Stop)
        );
    }

    private async Task Administer(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(await postgres.AdministratorConnection(database));
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}

/// <summary>Who may read it: whoever may read anything else.</summary>
public sealed class MetricsForReadersTests(ClosedLedger ledger) : IClassFixture<ClosedLedger>
{
    [Fact]
    public async Task Where_readers_need_a_key_so_do_scrapers()
    {
        var without = await ledger.ClientWith(key: null).Ask("/metrics");
        Assert.Equal((HttpStatusCode.Unauthorized, "key.missing"), (without.Status, without.Code));
        await Exposition.Scrape(ledger.ClientWith(await ledger.NewKey(Role.Subscriber)));
    }
}

public sealed class ClosedLedger(LedgerServer postgres) : RunningLedger(postgres)
{
    protected override string[] Arguments => ["--Ledger:PublicReads=false"];
}

/// <summary>A pool with no connection to spare.</summary>
public sealed class WaitingForConnectionsTests(NarrowLedger ledger) : IClassFixture<NarrowLedger>
{
    [Fact]
    public async Task Readers_that_wait_for_a_connection_are_counted()
    {
        var stop = TestContext.Current.CancellationToken;
        var pool = ledger.Services.GetRequiredService<NpgsqlDataSource>();
        await Exposition.Scrape(
            ledger.Client,
            r =>
                r.Samples.GetValueOrDefault("db_client_connection_count{db_client_connection_state=\"used\"}")
                == 5
        );
        await using var one = await pool.OpenConnectionAsync(stop);
        await using var two = await pool.OpenConnectionAsync(stop);
        var waiting = ledger.Client.Ask("/figures");
        var read = await Exposition.Scrape(
            ledger.Client,
            r => r["db_client_connection_npgsql_pending_requests"] >= 1
        );
        Assert.Equal(7, read["db_client_connection_max"]);
        Assert.Equal(7, read["db_client_connection_count{db_client_connection_state=\"used\"}"]);
        Assert.Equal(0, read["transferledger_database_up"]);
        await one.CloseAsync();
        Assert.Equal(HttpStatusCode.OK, (await waiting).Status);
    }
}

public sealed class NarrowLedger(LedgerServer postgres) : RunningLedger(postgres)
{
    protected override string ConnectionMore => ";Maximum Pool Size=7";
}

/// <summary>A primary and a standby in one connection string, as after deploy/OPERATING.md; here both are the same server.</summary>
public sealed class SeveralHostsTests(SeveralHosts ledger) : IClassFixture<SeveralHosts>
{
    [Fact]
    public async Task The_pools_of_all_hosts_are_added_up()
    {
        await ledger.Client.File(Reports.Of("one", Reports.Containers()));
        var read = await Exposition.Scrape(
            ledger.Client,
            r =>
                r.Samples.GetValueOrDefault("db_client_connection_count{db_client_connection_state=\"used\"}")
                == 5
        );
        Assert.Equal(200, read["db_client_connection_max"]);
        Assert.Equal(2, read["transferledger_appended_entries_total"]);
    }
}

public sealed class SeveralHosts(LedgerServer postgres) : RunningLedger(postgres)
{
    protected override string ConnectionMore => ";Host=127.0.0.1,127.0.0.2;Target Session Attributes=primary";
}
