using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Tests.Log;

namespace TransferLedger.Postgres.Tests.Schema;

/// <summary>What Marten asks again and again is answered through the indexes of the log, however long it is.</summary>
public sealed class MartenPlanTests(LedgerServer server) : IAsyncLifetime
{
    private const int Streams = 2_000;
    private const int EntriesEach = 5;

    private LogDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await LogDatabase.Create(server);
        var log = await database.Node();
        await log.AppendBulk([.. Enumerable.Range(0, Streams).Select(Report)], Now);
        await LogDatabase.Run(database.Owner, "vacuum analyze ledger.entries");
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData("entries_stream_version_key", "mt_events where stream_id = 'report/7' order by version")]
    [InlineData(
        "entries_stream_version_key",
        "mt_events where stream_id = 'report/7' and version > 2 and version <= 4 order by version"
    )]
    [InlineData(
        "entries_stream_version_key",
        "mt_events d inner join marten.mt_streams s on d.stream_id = s.id where s.id = 'report/7' order by d.version"
    )]
    [InlineData("entries_stream_version_key", "mt_streams where id = 'report/7'")]
    [InlineData("entries_stream_version_key", "mt_streams where id in ('report/7', 'report/8')")]
    [InlineData("entries_id_key", "mt_events where id = '01900000-0000-7000-8000-000000000000'")]
    [InlineData(
        "entries_seq_id",
        "mt_events where seq_id > 8000 and seq_id <= 8500 order by seq_id limit 500"
    )]
    [InlineData("entries_seq_id", "mt_events where seq_id > 5000 order by seq_id limit 100")]
    [InlineData(
        "entries_seq_id",
        "mt_events d inner join marten.mt_streams s on d.stream_id = s.id where d.seq_id > 8000 and d.seq_id <= 8500 and d.type = 'containers_reported' order by d.seq_id limit 500"
    )]
    [InlineData("entries_seq_id", "mt_events where seq_id = 9000")]
    [InlineData("entries_position_key", "mt_events_sequence")]
    public async Task It_reads_no_more_than_it_shows(string index, string asked)
    {
        var plan = await Plan($"select * from marten.{asked}");

        Assert.DoesNotContain("Seq Scan on entries", plan, StringComparison.Ordinal);
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort Key: ((e.\"position\" + 1))", plan, StringComparison.Ordinal);
    }

    private async Task<string> Plan(string query)
    {
        await using var command = database.Server.CreateCommand($"explain {query}");
        await using var reader = await command.ExecuteReaderAsync(Now);
        var lines = new List<string>();
        while (await reader.ReadAsync(Now))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    private static NewEntry[] Report(int number) =>
        [
            .. Enumerable
                .Range(1, EntriesEach)
                .Select(version => new NewEntry(
                    Guid.CreateVersion7(),
                    new StreamId($"report/{number}"),
                    version,
                    version == 1 ? "report-filed.v1" : "containers-reported.v1",
                    Encoding.UTF8.GetBytes($$"""{"n":{{number}},"filler":"{{new string('x', 300)}}"}"""),
                    "desk"
                )),
        ];
}
