using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Tests;
using TransferLedger.Server.Api;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>The database throws everybody out during an import.</summary>
public sealed class KilledBackendsTests(PatientLedger ledger, LedgerServer postgres)
    : IClassFixture<PatientLedger>
{
    private const int Reports = 3_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_whose_connections_are_cut_loses_and_doubles_nothing_and_reads_go_on()
    {
        var import = GeneratedReports.Import(Reports);
        var acknowledged = await Imported(import, cutEvery: Reports / 10);
        var log = ledger.Services.GetRequiredService<ILog>();
        Assert.Superset(acknowledged, (await WholeLog.Reports(log, Cancellation)).Keys.ToHashSet());

        var again = await Imported(import, cutEvery: int.MaxValue);
        Assert.Equal(Reports, again.Count);
        var whole = await WholeLog.Reports(log, Cancellation);
        Assert.Equal(Reports, whole.Keys.Count(id => id.StartsWith("generated-", StringComparison.Ordinal)));
        await ledger.UntilProjected(Cancellation);
    }

    [Fact]
    public async Task Projections_go_on_after_every_connection_was_cut()
    {
        await File("before-the-cut");
        await ledger.UntilProjected(Cancellation);
        Assert.True(await CutConnections() > 0);

        await File("after-the-cut");

        await ledger.UntilProjected(Cancellation);
        using var shown = await ledger.Client.GetAsync(
            new Uri("/reports/after-the-cut", UriKind.Relative),
            Cancellation
        );
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }

    [Fact]
    public async Task While_the_database_throws_everybody_out_an_answer_is_good_or_says_try_again()
    {
        await File("while-it-throws-out");
        foreach (var address in new[] { "/reports", "/claims", "/figures", "/corridors" })
        {
            using var before = await ledger.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            await CutConnections();
            using var after = await ledger.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            Assert.All(
                [before.StatusCode, after.StatusCode],
                status =>
                    Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{status}")
            );
        }
    }

    /// <summary>Through the desk: what the endpoint says of a database that is away is a test of its own.</summary>
    private async Task File(string id)
    {
        var report = Encoding.UTF8.GetBytes(
            $$"""{"id":"{{id}}","title":"T","publisher":"P","medium":"press","published":"2024","corridor":"KP-RU","claims":[{"type":"containers-reported","quantity":"1"}]}"""
        );
        var desk = ledger.Services.GetRequiredService<FilingDesk>();
        Assert.IsType<Filed.New>(
            await desk.File(ReportReader.Read(report, desk.Today).Value, "test", Cancellation)
        );
    }

    /// <summary>Ids acknowledged as filed or unchanged.</summary>
    private async Task<HashSet<string>> Imported(byte[] reports, int cutEvery)
    {
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        var cut = 0L;
        await using var import = await RunningImport.Start(
            new Uri(ledger.Url),
            ledger.AdminKey,
            reports,
            Cancellation
        );
        await foreach (var answer in import.Answers())
        {
            if (!answer.TryGetProperty("result", out var result))
            {
                continue;
            }

            Assert.Contains(result.GetString(), new[] { "filed", "unchanged" });
            acknowledged.Add(answer.GetProperty("report").GetString()!);
            if (acknowledged.Count % cutEvery == 0)
            {
                cut += await CutConnections();
            }
        }

        Assert.True(cut > 0 || cutEvery > Reports, "Nobody was connected.");
        return acknowledged;
    }

    /// <summary>How many there were.</summary>
    private async Task<long> CutConnections()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.AdministratorConnection("postgres"));
        await using var command = source.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1"
        );
        command.Parameters.AddWithValue(ledger.Database);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
