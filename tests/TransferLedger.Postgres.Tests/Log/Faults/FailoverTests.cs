using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>
/// A replica by streaming replication is promoted and takes over the primary's address. Where it lagged, entries that were
/// acknowledged are gone, and nothing may be written in their place before somebody has looked.
/// </summary>
[Collection(OnAServerOfItsOwn.Name)]
public sealed class FailoverTests(OwnServer own)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_meets_a_replica_which_lagged_stops_writing_and_says_so()
    {
        await using var lagged = await Lagged.Make(own);

        var answer = await lagged.Node.Append([New("report/b", 1)], Now);
        var import = await lagged.Node.AppendBulk(
            [
                [New("report/c", 1)],
            ],
            Now
        );

        Assert.IsType<AppendResult.Stopped>(answer);
        Assert.IsType<AppendResult.Stopped>(Assert.Single(import));
        Assert.NotNull(lagged.Node.StoppedBecause);
        Assert.Equal(Lagged.Replicated, (await lagged.Node.Head(Now)).Size);
    }

    [Fact]
    public async Task An_import_that_meets_a_replica_which_lagged_writes_nothing()
    {
        await using var lagged = await Lagged.Make(own);

        var import = await lagged.Node.AppendBulk(
            [
                [New("report/c", 1)],
            ],
            Now
        );

        Assert.IsType<AppendResult.Stopped>(Assert.Single(import));
        Assert.NotNull(lagged.Node.StoppedBecause);
        Assert.Equal(Lagged.Replicated, (await lagged.Node.Head(Now)).Size);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_node_stops_where_others_have_written_over_what_it_remembers(bool bulk)
    {
        await using var lagged = await Lagged.Make(own);
        var stranger = await lagged.Database.Node(lagged.Address);
        await stranger.Append([.. Enumerable.Range(1, 9).Select(v => New("report/d", v))], Now);

        var answer = bulk
            ? (
                await lagged.Node.AppendBulk(
                    [
                        [New("report/c", 1)],
                    ],
                    Now
                )
            )[0]
            : await lagged.Node.Append([New("report/c", 1)], Now);

        Assert.IsType<AppendResult.Stopped>(answer);
        Assert.Equal(Lagged.Replicated + 9, (await lagged.Node.Head(Now)).Size);
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

    /// <summary>A node whose last entries never reached the replica that stands in the primary's place now.</summary>
    private sealed class Lagged(LogDatabase database, Replica replica, Proxy proxy, PostgresLog node)
        : IAsyncDisposable
    {
        public const int Replicated = 3;

        public LogDatabase Database => database;

        public PostgresLog Node => node;

        /// <summary>Where the ledger is found, by whoever comes.</summary>
        public string Address => proxy.Before(database.ServerConnection);

        public static async Task<Lagged> Make(OwnServer own)
        {
            var database = await own.NewDatabase();
            var replica = await Replica.Of(own.Server);
            var proxy = new Proxy(database.Port);
            var node = await database.Node(proxy.Before(database.ServerConnection));
            await node.Append([.. Enumerable.Range(1, Replicated).Select(v => New("report/a", v))], Now);
            await replica.CatchesUp();
            await replica.CutOff();
            await node.Append([New("report/a", Replicated + 1), New("report/a", Replicated + 2)], Now);
            await replica.Promote();
            proxy.Redirect(replica.Port);
            return new Lagged(database, replica, proxy, node);
        }

        public async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            await proxy.DisposeAsync();
            await replica.DisposeAsync();
        }
    }
}
