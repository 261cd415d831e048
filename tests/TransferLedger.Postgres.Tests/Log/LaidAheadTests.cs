using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Tests.Log.Faults;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log;

/// <summary>While a batch is on its way the next is laid out behind it, whether or not it will arrive.</summary>
public sealed class LaidAheadTests(LedgerServer server) : IAsyncLifetime
{
    private const int Callers = 24;
    private const int Versions = 15;

    private readonly Acknowledged acknowledged = new();
    private LogDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await LogDatabase.Create(server);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Requests_that_come_twice_in_batches_behind_each_other_are_written_once(int nodes)
    {
        var small = LogDatabase.Options with { BatchLimit = 4 };
        var logs = new List<PostgresLog>();
        for (var i = 0; i < nodes; i++)
        {
            logs.Add(await database.Node(small));
        }

        var callers = Enumerable
            .Range(0, Callers)
            .Select(c => Task.Run(() => AppendAllTwice(logs[c % nodes], $"report/{c}"), Now));
        await Task.WhenAll(callers);

        Assert.Equal(Callers * Versions, acknowledged.Count);
        await acknowledged.IsWhatIsStored(logs[0]);
    }

    [Fact]
    public async Task A_batch_does_not_follow_one_that_did_not_arrive()
    {
        await using var writer = await HandWriter.Open(database);
        var lost = writer.Lay(New("report/a", 1));

        var next = lost.LayNext(writer.Session.Tail, [], DateTime.UtcNow);

        Assert.False(next.Follows(writer.Session.Tail));
    }

    [Fact]
    public async Task A_batch_does_not_follow_another_of_the_same_length()
    {
        await using var writer = await HandWriter.Open(database);
        var next = writer.Lay(New("report/a", 1)).LayNext(writer.Session.Tail, [], DateTime.UtcNow);

        await writer.Append(New("report/b", 1));

        Assert.False(next.Follows(writer.Session.Tail));
    }

    private async Task AppendAllTwice(ILog log, string stream)
    {
        for (var version = 1; version <= Versions; version++)
        {
            var entry = New(stream, version);
            var second = Task.Run(() => log.Append([entry], Now).AsTask(), Now);
            var answer = await log.Append([entry], Now);
            var again = Assert.IsType<AppendResult.Appended>(await second);
            Assert.Equal(
                Assert.Single(Assert.IsType<AppendResult.Appended>(answer).Entries).Position,
                Assert.Single(again.Entries).Position
            );
            acknowledged.Take(answer);
        }
    }
}
