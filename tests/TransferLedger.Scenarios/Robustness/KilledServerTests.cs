using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Log;
using TransferLedger.Server.Api;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>The server dies at any moment of an import: what it had acknowledged is there, and nothing is there twice.</summary>
public sealed class KilledServerTests : IAsyncDisposable
{
    private const int Reports = 10_000;
    private const int LookedUp = 50;

    private static readonly byte[] Import = GeneratedReports.Import(Reports);

    private readonly string folder = Path.Combine(
        Path.GetTempPath(),
        $"transferledger-killed-tests-{Environment.UserName}",
        Guid.NewGuid().ToString("N")
    );

    public static TheoryData<int> Chosen => Seeds.Chosen;

    private EmbeddedPostgresOptions Options => new() { DataFolder = Path.Combine(folder, "postgres") };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Chosen))]
    public async Task A_server_killed_during_an_import_loses_and_doubles_nothing_that_it_acknowledged(
        int seed
    )
    {
        Directory.CreateDirectory(folder);
        var acknowledged = await ImportUntilKilled(new Random(seed).Next(100, Reports / 2));

        await using var server = await ServerProcess.Start(folder, Cancellation);
        Assert.Superset(acknowledged, await WholeReports());
        await AssertShown(server, acknowledged, seed);

        var again = await ImportToItsEnd(server);
        Assert.Equal(Reports, again["filed"].Count + again["unchanged"].Count);
        Assert.Subset(again["unchanged"], acknowledged);
        Assert.Equal(
            Enumerable.Range(0, Reports).Select(GeneratedReports.Id).ToHashSet(),
            await WholeReports()
        );
    }

    public async ValueTask DisposeAsync()
    {
        Assert.True(await EmbeddedPostgres.Discard(Options));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Ids of the reports that were acknowledged as filed, at least <paramref name="atLeast"/>.</summary>
    private async Task<HashSet<string>> ImportUntilKilled(int atLeast)
    {
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        await using var server = await ServerProcess.Start(folder, Cancellation);
        await using var import = await RunningImport.Start(server.Url, server.Key, Import, Cancellation);
        await foreach (var answer in import.Answers())
        {
            Assert.Equal("filed", answer.GetProperty("result").GetString());
            acknowledged.Add(answer.GetProperty("report").GetString()!);
            if (acknowledged.Count == atLeast)
            {
                server.Kill();
            }
        }

        await server.UntilGone(Cancellation);
        Assert.InRange(acknowledged.Count, atLeast, Reports - 1);
        return acknowledged;
    }

    /// <summary>Ids by result.</summary>
    private static async Task<Dictionary<string, HashSet<string>>> ImportToItsEnd(ServerProcess server)
    {
        var results = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal)
        {
            ["filed"] = [],
            ["unchanged"] = [],
        };
        await using var import = await RunningImport.Start(server.Url, server.Key, Import, Cancellation);
        await foreach (var answer in import.Answers())
        {
            if (answer.TryGetProperty("result", out var result))
            {
                results[result.GetString()!].Add(answer.GetProperty("report").GetString()!);
            }
        }

        return results;
    }

    /// <summary>Ids of the reports in the log; each whole and there once.</summary>
    private async Task<HashSet<string>> WholeReports()
    {
        await using var postgres = await EmbeddedPostgres.Start(Options, logger: null, Cancellation);
        await using var source = NpgsqlDataSource.Create(
            postgres.ServerConnection(LedgerDatabaseOptions.EmbeddedName)
        );
        await using var log = await PostgresLog.Open(
            source,
            new PostgresLogOptions { Origin = new LedgerOptions().Origin },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            Cancellation
        );
        return [.. (await WholeLog.Reports(log, Cancellation)).Keys];
    }

    private static async Task AssertShown(ServerProcess server, HashSet<string> acknowledged, int seed)
    {
        foreach (var report in new Random(seed).GetItems(acknowledged.ToArray(), LookedUp))
        {
            var page = await UntilShown(server, report);
            var number = int.Parse(report["generated-".Length..]);
            Assert.Equal(GeneratedReports.Claims(number), page.GetProperty("claims").GetArrayLength());
        }
    }

    /// <summary>Reads follow the log; a report that is in it shows within a while.</summary>
    private static async Task<JsonElement> UntilShown(ServerProcess server, string report)
    {
        while (true)
        {
            // Asked first: what is not shown although nothing lagged before will never be.
            using var health = await server.Client.GetAsync(
                new Uri("/health/ready", UriKind.Relative),
                Cancellation
            );
            var said = JsonElement.Parse(await health.Content.ReadAsByteArrayAsync(Cancellation));
            using var response = await server.Client.GetAsync(
                new Uri($"/reports/{report}", UriKind.Relative),
                Cancellation
            );
            if (response.IsSuccessStatusCode)
            {
                return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancellation));
            }

            Assert.True(
                said.GetProperty("projections").GetProperty("lag").GetInt64() > 0,
                $"{report} is not shown."
            );
        }
    }
}
