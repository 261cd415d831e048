using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Marten;

/// <summary>
/// A Marten service loads a record by <c>mt_dotnet_type</c> and fills it from <c>data</c>, whose members <c>jsonb</c> has put
/// into another order: it gets the events that the log holds.
/// </summary>
public sealed class NeighbourTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Report = "republic-2024-02-28-shells";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_views_give_a_service_the_records_that_the_ledger_itself_reads()
    {
        await ledger.Client.Correct($"{Report}#4", "2024-03-01", "\"quantity\": \"over 700\"");
        await ledger.Client.Grade($"{Report}#5", "B");
        await ledger.Client.Mend(
            $"{Report}#6",
            Http.Reports.ItemsOf("UA", "2024-02-01", "artillery-round-152mm", "over 1,000", "2024-01")
        );
        await ledger.Client.Judge("shin-2024-02-26", "skibitskyi-2024-02-23", "unsure");

        var shown = await Shown();

        var log = ledger.Services.GetRequiredService<ILog>();
        var entries = await log.Read(Position.First, 1_000, Now);
        Assert.Equal(entries.Select(entry => RecordedEntry.Of(entry).Event), shown);
        Assert.Contains(shown, e => e is RecordingErrorCorrected);
    }

    /// <summary>As Marten's serializer does it, in the order of <c>seq_id</c>.</summary>
    private async Task<List<LedgerEvent>> Shown()
    {
        await using var command = ledger
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select mt_dotnet_type, data from marten.mt_events order by seq_id");
        await using var reader = await command.ExecuteReaderAsync(Now);
        var shown = new List<LedgerEvent>();
        while (await reader.ReadAsync(Now))
        {
            var record = Type.GetType(reader.GetString(0), throwOnError: true)!;
            shown.Add(
                (LedgerEvent)JsonSerializer.Deserialize(reader.GetString(1), record, EventJson.Options)!
            );
        }

        return shown;
    }
}
