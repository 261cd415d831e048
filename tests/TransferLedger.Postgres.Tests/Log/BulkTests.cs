using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Tests.Sealing;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Tests.Log;

/// <summary>Imports: batches of mixed requests, ill-formed ones, and an end in the middle.</summary>
public sealed class BulkTests(LedgerServer server) : IAsyncLifetime
{
    private LogDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await LogDatabase.Create(server);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_bulk_of_good_stale_and_repeated_requests_ends_as_it_would_one_by_one(int seed)
    {
        var log = await database.Node(LogDatabase.Options with { BulkBatch = 40 });
        var oneByOne = new InMemoryLog("ledger.test", TimeProvider.System);
        var requests = Mixed(new Random(seed), 400);

        var results = await log.AppendBulk(requests, Now);

        var expected = await oneByOne.AppendBulk(requests, Now);
        Assert.Equal(expected.Select(Said), results.Select(Said), StringComparer.Ordinal);
        var entries = await log.Read(Position.First, 2_000, Now);
        Assert.Equal(NaiveTree.Root([.. entries.Select(e => e.Bytes)]), (await log.Head(Now)).Root);
    }

    [Fact]
    public async Task An_ill_formed_request_ends_a_bulk_once_what_was_on_its_way_is_written()
    {
        var log = await database.Node(LogDatabase.Options with { BulkBatch = 2 });
        NewEntry[] illFormed = [New("report/x", 1), New("report/x", 3)];
        var held = await database.HoldTheLock();

        var bulk = log.AppendBulk(
                [
                    [New("report/a", 1)],
                    [New("report/b", 1)],
                    illFormed,
                ],
                Now
            )
            .AsTask();

        Assert.False(bulk.IsCompleted);
        await held.DisposeAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => bulk);
        Assert.Equal(2, (await log.Head(Now)).Size);
    }

    [Fact]
    public async Task One_refused_request_of_a_bulk_leaves_the_others_written()
    {
        var log = await database.Node();
        var poison = New("report/p", 1) with { Excerpt = new Excerpt(new byte[32], "nul \0 byte") };
        IReadOnlyList<NewEntry>[] requests =
        [
            .. Enumerable.Range(0, 50).Select(i => new[] { i == 20 ? poison : New($"report/{i}", 1) }),
        ];

        await Assert.ThrowsAnyAsync<Npgsql.PostgresException>(async () =>
            await log.AppendBulk(requests, Now)
        );

        Assert.Equal(49, (await log.Head(Now)).Size);
    }

    [Fact]
    public async Task An_import_that_waits_for_its_turn_ends_when_the_node_is_closed()
    {
        var log = await database.Node();
        var held = await database.HoldTheLock();
        var first = log.AppendBulk(
                [
                    [New("report/a", 1)],
                ],
                Now
            )
            .AsTask();
        var second = log.AppendBulk(
                [
                    [New("report/b", 1)],
                ],
                Now
            )
            .AsTask();

        var closing = log.DisposeAsync().AsTask();
        await held.DisposeAsync();
        await closing;

        Assert.IsType<AppendResult.Appended>(Assert.Single(await first));
        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            second.WaitAsync(TimeSpan.FromMinutes(3), Now)
        );
    }

    /// <summary>What a log remembers of its streams is bounded; a look under the lock must survive whole.</summary>
    [Fact]
    public void Looking_up_streams_forgets_older_ones_and_none_of_its_own()
    {
        var tail = new Tail(new Core.Sealing.RightEdge(), lastLeaf: null, lastRecordedAt: null);
        tail.Remember(Versions("old", Tail.MostStreams - 5));

        tail.Remember(Versions("new", 10));

        Assert.All(Versions("new", 10).Keys, stream => Assert.True(tail.Remembers(stream, out _)));
    }

    private static Dictionary<StreamId, long> Versions(string name, int count) =>
        Enumerable.Range(0, count).ToDictionary(i => new StreamId($"{name}/{i}"), _ => 7L);

    /// <summary>Over few streams, so that most batches hold some of each: right, stale, with a gap, again, half again.</summary>
    private static List<IReadOnlyList<NewEntry>> Mixed(Random random, int count)
    {
        var requests = new List<IReadOnlyList<NewEntry>>();
        var versions = new int[12];
        for (var i = 0; i < count; i++)
        {
            var stream = random.Next(versions.Length);
            var name = $"report/{stream}";
            var earlier = requests.Count > 0 ? requests[random.Next(requests.Count)] : null;
            switch (random.Next(10))
            {
                case 0 when earlier is not null:
                    requests.Add(earlier);
                    break;
                case 1 when earlier is not null:
                    requests.Add([earlier[0] with { Data = "9"u8.ToArray() }]);
                    break;
                case 2 when earlier is not null:
                    requests.Add([New($"report/half-{i}", 1), earlier[0]]);
                    break;
                case 3:
                    requests.Add([New(name, versions[stream] + 2)]);
                    break;
                case 4:
                    requests.Add([New(name, Math.Max(1, versions[stream]))]);
                    break;
                default:
                    requests.Add([New(name, versions[stream] + 1), New(name, versions[stream] + 2)]);
                    versions[stream] += 2;
                    break;
            }
        }

        return requests;
    }

    private static string Said(AppendResult result) =>
        result is AppendResult.Appended appended
            ? $"appended at {string.Join(' ', appended.Entries.Select(e => e.Position.Value))}"
            : result.ToString();

    private static NewEntry New(string stream, long version) =>
        new(
            Guid.CreateVersion7(),
            new StreamId(stream),
            version,
            "containers-reported.v1",
            Encoding.UTF8.GetBytes($$"""{"n":{{version}}}"""),
            "desk"
        );
}
