using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>
/// A replica by streaming replication is promoted and takes over the primary's address. Where it lagged, entries that were
/// acknowledged are gone, and nothing may be written in their place before somebody has looked.
/// </summary>
[Collection(OnAServerOfItsOwn.Name)]
public sealed class FailoverTests(OwnServer own, FailoverTests.Lagged lagged)
    : IClassFixture<FailoverTests.Lagged>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_meets_a_replica_which_lagged_stops_writing_and_says_so()
    {
        var (node, _) = await lagged.Take();

        var answer = await node.Append([New("report/b", 1)], Now);
        var import = await node.AppendBulk(
            [
                [New("report/c", 1)],
            ],
            Now
        );

        Assert.IsType<AppendResult.Stopped>(answer);
        Assert.IsType<AppendResult.Stopped>(Assert.Single(import));
        Assert.NotNull(node.StoppedBecause);
        Assert.Equal(Lagged.Replicated, (await node.Head(Now)).Size);
    }

    [Fact]
    public async Task An_import_that_meets_a_replica_which_lagged_writes_nothing()
    {
        var (node, _) = await lagged.Take();

        var import = await node.AppendBulk(
            [
                [New("report/c", 1)],
            ],
            Now
        );

        Assert.IsType<AppendResult.Stopped>(Assert.Single(import));
        Assert.NotNull(node.StoppedBecause);
        Assert.Equal(Lagged.Replicated, (await node.Head(Now)).Size);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_node_stops_where_others_have_written_over_what_it_remembers(
        bool bulk,
        bool readsFirst
    )
    {
        var (node, database) = await lagged.Take();
        var stranger = await database.Node(lagged.Address(database));
        await stranger.Append([.. Enumerable.Range(1, 9).Select(v => New("report/d", v))], Now);
        if (readsFirst)
        {
            // What it reads of the other log must not make it forget its own.
            await node.Read(Position.First, 1_000, Now);
            await node.Head(Now);
        }

        var answer = bulk
            ? (
                await node.AppendBulk(
                    [
                        [New("report/c", 1)],
                    ],
                    Now
                )
            )[0]
            : await node.Append([New("report/c", 1)], Now);

        Assert.IsType<AppendResult.Stopped>(answer);
        Assert.Equal(Lagged.Replicated + 9, (await node.Head(Now)).Size);
    }

    [Theory]
    [InlineData(Seen.InWhatItRead)]
    [InlineData(Seen.AsTheHead)]
    [InlineData(Seen.AskingUnderneath)]
    public async Task A_node_that_only_saw_what_others_wrote_and_the_replica_lacks_stops_as_well(Seen how)
    {
        var node = await lagged.TakeReader(how);

        var answer = await node.Append([New("report/b", 1)], Now);

        Assert.IsType<AppendResult.Stopped>(answer);
        Assert.NotNull(node.StoppedBecause);
        Assert.Equal(Lagged.Replicated, (await node.Head(Now)).Size);
    }

    [Fact]
    public async Task A_node_waits_for_a_replica_that_has_everything_to_be_promoted_and_goes_on()
    {
        await using var database = await own.NewDatabase();
        await using var replica = await Replica.Of(own.Server);
        await using var proxy = new Proxy(database.Port);
        var node = await database.Node(proxy.Before(database.ServerConnection));
        var acknowledged = new Acknowledged();
        acknowledged.Take(await node.Append([New("report/a", 1)], Now));
        await replica.CatchesUp();
        await replica.CutOff();
        proxy.Redirect(replica.Port);

        var append = node.Append([New("report/a", 2)], Now).AsTask();
        await replica.Promote();

        acknowledged.Take(await append);
        await acknowledged.IsWhatIsStored(node);
    }

    /// <summary>How a node came to know of entries that others wrote.</summary>
    public enum Seen
    {
        InWhatItRead,
        AsTheHead,
        AskingUnderneath,
    }

    /// <summary>Nodes whose last entries never reached the replica that stands in the primary's place now.</summary>
    public sealed class Lagged(OwnServer own) : IAsyncDisposable
    {
        public const int Replicated = 3;
        private const int Nodes = 6;

        private readonly Queue<(PostgresLog Node, LogDatabase Database)> nodes = new();
        private readonly Dictionary<Seen, (PostgresLog Node, LogDatabase Database)> readers = [];
        private readonly List<LogDatabase> databases = [];
        private Replica? replica;
        private Proxy? proxy;

        /// <summary>A node for one test, and its database on the replica.</summary>
        internal async Task<(PostgresLog Node, LogDatabase Database)> Take()
        {
            await MakeOnce();
            return nodes.Dequeue();
        }

        /// <summary>A node that has seen the last entries, which others wrote.</summary>
        internal async Task<PostgresLog> TakeReader(Seen how)
        {
            await MakeOnce();
            return readers[how].Node;
        }

        /// <summary>Where the ledger is found, by whoever comes.</summary>
        internal string Address(LogDatabase database) => proxy!.Before(database.ServerConnection);

        public async ValueTask DisposeAsync()
        {
            foreach (var database in databases)
            {
                await database.DisposeAsync();
            }

            await (proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (replica?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        private async Task MakeOnce()
        {
            if (replica is null)
            {
                await Make();
            }
        }

        private async Task Make()
        {
            replica = await Replica.Of(own.Server);
            proxy = new Proxy(own.Server.Port);
            for (var i = 0; i < Nodes; i++)
            {
                nodes.Enqueue(await NewNode(LogDatabase.Options));
            }

            foreach (var how in Enum.GetValues<Seen>())
            {
                readers[how] = await NewNode(how == Seen.AskingUnderneath ? LogDatabase.Options : AsksNever);
            }

            await replica.CatchesUp();
            await replica.CutOff();
            foreach (var (node, _) in nodes)
            {
                await node.Append(Last, Now);
            }

            foreach (var (how, (node, database)) in readers)
            {
                await using var other = await HandWriter.Open(database);
                Assert.True(await other.Append(Last));
                await Look(node, how);
            }

            await replica.Promote();
            proxy.Redirect(replica.Port);
        }

        private static readonly PostgresLogOptions AsksNever = LogDatabase.Options with
        {
            PollEvery = TimeSpan.FromDays(1),
        };

        private static NewEntry[] Last => [New("report/a", Replicated + 1), New("report/a", Replicated + 2)];

        private async Task<(PostgresLog Node, LogDatabase Database)> NewNode(PostgresLogOptions options)
        {
            var database = await own.NewDatabase();
            databases.Add(database);
            var node = await database.Node(Address(database), options);
            await node.Append([.. Enumerable.Range(1, Replicated).Select(v => New("report/a", v))], Now);
            return (node, database);
        }

        /// <summary>Nobody is notified of what is written by hand: who waits for it has asked.</summary>
        private static Task Look(PostgresLog node, Seen how) =>
            how switch
            {
                Seen.InWhatItRead => node.Read(new Position(Replicated), 10, Now).AsTask(),
                Seen.AsTheHead => node.Head(Now).AsTask(),
                _ => node.WaitFor(new Position(Replicated + 1), Now),
            };
    }
}
