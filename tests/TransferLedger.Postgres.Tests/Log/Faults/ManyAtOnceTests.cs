using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>Many callers on several nodes want the same streams at the same time.</summary>
public sealed class ManyAtOnceTests(LedgerServer server) : IAsyncLifetime
{
    private const int Callers = 20;
    private const int Rounds = 10;

    private readonly Acknowledged acknowledged = new();
    private LogDatabase database = null!;
    private PostgresLog[] nodes = [];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await LogDatabase.Create(server);
        nodes = [await database.Node(), await database.Node(), await database.Node()];
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Of_twenty_parallel_appends_to_one_stream_one_is_acknowledged_and_stored_a_version()
    {
        for (var version = 1; version <= Rounds; version++)
        {
            var asked = Enumerable
                .Range(0, Callers)
                .Select(c => Task.Run(() => Ask(nodes[c % nodes.Length], version), Now));
            var answers = await Task.WhenAll(asked);

            acknowledged.Take(Assert.Single(answers, a => a is AppendResult.Appended));
            var moved = new AppendResult.VersionMoved(new StreamId("report/one"), version);
            Assert.All(answers.Where(a => a is not AppendResult.Appended), a => Assert.Equal(moved, a));
        }

        await acknowledged.IsWhatIsStored(nodes[0]);
    }

    [Fact]
    public async Task Requests_over_the_same_streams_in_any_order_on_several_nodes_do_not_deadlock()
    {
        var asked = Enumerable
            .Range(0, Callers)
            .Select(c => Task.Run(() => Permuted(nodes[c % nodes.Length], new Random(c)), Now));

        await Task.WhenAll(asked).WaitAsync(TimeSpan.FromMinutes(3), Now);

        Assert.True(acknowledged.Count >= Callers * 6, $"{acknowledged.Count} were written");
        await acknowledged.IsWhatIsStored(nodes[0]);
        // A backend says what befell it when it ends.
        await database.CloseNodes();
        await database.Until(
            "select count(*) = 0 from pg_stat_activity where datname = current_database() and application_name = 'node'"
        );
        Assert.Equal(
            0,
            await LogDatabase.Ask<long>(
                database.Administrator,
                "select deadlocks from pg_stat_database where datname = current_database()"
            )
        );
    }

    private static async Task<AppendResult> Ask(PostgresLog node, int version) =>
        await node.Append([New("report/one", version)], Now);

    /// <summary>One request over six streams in an order of its own, again until it is written.</summary>
    private async Task Permuted(PostgresLog node, Random random)
    {
        while (true)
        {
            var streams = Enumerable.Range(0, 6).Select(s => $"report/{s}").ToArray();
            random.Shuffle(streams);
            var request = new List<NewEntry>();
            foreach (var stream in streams)
            {
                var seen = await node.ReadStream(new StreamId(stream), Now);
                request.Add(New(stream, seen.Count + 1));
            }

            var answer = await node.Append(request, Now);
            if (answer is not AppendResult.VersionMoved)
            {
                acknowledged.Take(answer);
                return;
            }
        }
    }
}
