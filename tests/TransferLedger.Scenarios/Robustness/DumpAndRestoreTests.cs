using System.Globalization;
using System.Net;
using Npgsql;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Cli;
using TransferLedger.Scenarios.Http;
using Reports = TransferLedger.Scenarios.Http.Reports;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>A ledger is dumped and restored into a cluster that is new, as deploy/OPERATING.md tells it.</summary>
public sealed class DumpAndRestoreTests(SampleLedger ledger, LedgerServer postgres)
    : IClassFixture<SampleLedger>,
        IAsyncLifetime
{
    private const int Generated = 25;
    private const string Database = "restored";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ProjectedWithin = TimeSpan.FromSeconds(60);

    private static readonly string[] Reached =
    [
        "/reports/",
        "/figures/",
        "/revisions?axis=recorded",
        "/claims?",
        "/explanation",
        "/ratios",
        "/corridors/",
        "/claimants/",
        "/statements/",
        "/excerpts/",
    ];

    private readonly string folder = Path.Combine(
        Path.GetTempPath(),
        $"transferledger-restored-tests-{Environment.UserName}",
        Guid.NewGuid().ToString("N")
    );

    private string programs = "";
    private EmbeddedPostgres? fresh;

    private EmbeddedPostgresOptions Options => new() { DataFolder = Path.Combine(folder, "postgres") };

    private static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        programs = PgPrograms.With(await postgres.Server, "pg_dump", "pg_restore", "vacuumdb");
        Directory.CreateDirectory(folder);
        fresh = await EmbeddedPostgres.Start(Options, logger: null, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (fresh is not null)
        {
            await fresh.DisposeAsync();
            Assert.True(await EmbeddedPostgres.Discard(Options));
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Everything_reads_the_same_in_a_fresh_cluster_and_the_ledger_goes_on_there()
    {
        await FillIt();
        string[] days = [Today, "2024-01-15"];
        var (answers, entries) = (
            await EveryAnswer.Of(ledger.Client, days),
            await EveryAnswer.Entries(ledger.Client)
        );
        Assert.All(Reached, part => Assert.Contains(answers.Keys, address => address.Contains(part)));
        await Move();

        var restored = fresh!.ServerConnection(Database);
        await using var node = await ServerProcess.StartNode(
            restored,
            ledger.AdminKey,
            Stop,
            ProjectedWithin
        );
        Assert.Equal(entries, await EveryAnswer.Entries(node.Client));
        Assert.Equal(answers, await EveryAnswer.Of(node.Client, days));

        var rebuild = await new Tool(("ConnectionStrings__Ledger", restored)).Run("rebuild", "--json");
        Assert.Empty(rebuild.Json.GetProperty("differing").EnumerateArray());
        Assert.Equal(answers, await EveryAnswer.Of(node.Client, days));

        var filed = await node.Client.File(Reports.Containers("after-the-restore", "KP-RU", "over 9,000"));
        Assert.Equal(entries.Count, filed.Number("position"));
        Assert.Equal(HttpStatusCode.OK, (await node.Client.Ask("/reports/after-the-restore")).Status);
    }

    /// <summary>Beside the sample: many reports, and everything that can happen to a claim later.</summary>
    private async Task FillIt()
    {
        var import = await ledger.Client.Post(
            "/reports/import",
            GeneratedReports.Import(Generated),
            "application/x-ndjson"
        );
        Assert.Equal(HttpStatusCode.OK, import.Status);
        foreach (var (id, corridor, quantity) in Claimed)
        {
            await ledger.Client.File(
                Reports.Published(
                    id,
                    corridor,
                    "2024-02-01",
                    Reports.ContainersOf(
                        "UA",
                        "2024-02-01",
                        quantity,
                        "2024-01",
                        $", \"statement\": \"{id}\""
                    )
                )
            );
        }

        await ledger.Client.File(
            Reports.Published(
                "denied",
                "IR-SY",
                "2024-02-10",
                Reports.DenialOf("IR", "2024-02-10", """{"corridor": "IR-SY"}""")
            )
        );
        await ledger.Client.Correct("corrected#1", "2024-03-01", "\"quantity\": \"over 700\"");
        await ledger.Client.Withdraw("withdrawn#1", "2024-03-01", "UA");
        await ledger.Client.Mend(
            "moved#1",
            Reports.ItemsOf("UA", "2024-02-01", "artillery-round-152mm", "over 1,000", "2024-01")
        );
        await ledger.Client.Grade("corrected#1", "B");
        await ledger.Client.Judge("corrected", "contradicted");
        await ledger.Client.Judge("withdrawn", "moved", "different");
    }

    private static readonly (string Id, string Corridor, string Quantity)[] Claimed =
    [
        ("corrected", "IR-SY", "over 500"),
        ("contradicted", "IR-SY", "exactly 100"),
        ("withdrawn", "IR-YE", "over 500"),
        ("moved", "IR-LY", "over 1,000"),
    ];

    /// <summary>The steps of deploy/OPERATING.md; roles, their passwords and an empty database are made like those of deploy/set-up.sh.</summary>
    private async Task Move()
    {
        await fresh!.CreateDatabase(Database, template: null, Stop);
        var dump = Path.Combine(folder, "ledger.dump");
        var from = Named(await postgres.AdministratorConnection(ledger.Database));
        var to = Named(fresh.AdministratorConnection(Database));
        await Run("pg_dump", "-Fc", "-f", dump, "-d", from);
        await Run("pg_restore", "--exit-on-error", "--single-transaction", "-d", to, dump);
        await Run("vacuumdb", "--analyze-only", "-d", to);
    }

    private async Task Run(string program, params string[] arguments)
    {
        var command = new Command(Path.Combine(programs, program), [.. arguments])
        {
            InPlainEnvironment = true,
            Limit = Limit,
        };
        var ran = await command.Run(Stop);
        Assert.True(ran.Succeeded, $"{program}: {ran.Said}");
    }

    /// <summary>As PostgreSQL's own programs read it.</summary>
    private static string Named(string connection)
    {
        var how = new NpgsqlConnectionStringBuilder(connection);
        return $"host={how.Host} port={how.Port} user={how.Username} password='{how.Password}' dbname={how.Database}";
    }
}
