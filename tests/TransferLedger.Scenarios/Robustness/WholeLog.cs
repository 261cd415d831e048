using System.Text.Json;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>The log read from end to end: every report in it with its claims, or the reason why it is not whole.</summary>
internal static class WholeLog
{
    private const int Page = 1_000;

    /// <summary>Data of each report's entries by report id. Fails at the first report that is not whole or stands there twice.</summary>
    public static async Task<Dictionary<string, List<JsonElement>>> Reports(
        ILog log,
        CancellationToken cancellation
    )
    {
        var entries = new List<Recorded>();
        var data = new List<JsonElement>();
        while (true)
        {
            var page = await Read(log, new Position(entries.Count), cancellation);
            if (page.Count == 0)
            {
                return Grouped(entries, data);
            }

            foreach (var entry in page)
            {
                Assert.Equal(entries.Count, entry.Position.Value);
                entries.Add(RecordedEntry.Of(entry));
                data.Add(JsonElement.Parse(EntryBytes.Read(entry.Bytes).Data.Span));
            }
        }
    }

    /// <summary>A connection that was cut while it lay in the pool says so when it is next used.</summary>
    private static async Task<IReadOnlyList<Entry>> Read(
        ILog log,
        Position from,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            try
            {
                return await log.Read(from, Page, cancellation);
            }
            catch (Exception e) when (DatabaseAway.Is(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
            }
        }
    }

    private static Dictionary<string, List<JsonElement>> Grouped(
        List<Recorded> entries,
        List<JsonElement> data
    )
    {
        var reports = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        for (var at = 0; at < entries.Count; )
        {
            var filed = Assert.IsType<ReportFiled>(entries[at].Event);
            var whole = entries.Skip(at).Take(filed.Claims + 1).ToList();
            Assert.Equal(filed.Claims + 1, whole.Count);
            Assert.All(whole, entry => Assert.Equal(filed.Report.Stream, entry.Stream));
            Assert.Equal(Enumerable.Range(1, whole.Count).Select(n => (long)n), whole.Select(e => e.Version));
            Assert.All(
                whole.Skip(1),
                entry =>
                    Assert.Equal(
                        filed.Report.Claim((int)entry.Version - 1),
                        Assert.IsAssignableFrom<Claim>(entry.Event).Id
                    )
            );
            Assert.True(
                reports.TryAdd(filed.Report.Text, data[at..(at + whole.Count)]),
                $"{filed.Report} twice"
            );
            at += whole.Count;
        }

        return reports;
    }
}
