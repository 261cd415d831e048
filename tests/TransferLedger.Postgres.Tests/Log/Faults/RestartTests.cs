using TransferLedger.Core.Events;
using TransferLedger.Postgres.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>The database dies and comes back while nodes write.</summary>
[Collection(OnAServerOfItsOwn.Name)]
public sealed class RestartTests(OwnServer own)
{
    private const int Writers = 8;
    private const int AfterEachRestart = 5;

    private readonly Acknowledged acknowledged = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_go_on_by_themselves_after_the_database_was_restarted_and_nothing_acknowledged_is_lost()
    {
        await using var database = await own.NewDatabase();
        PostgresLog[] nodes = [await database.Node(), await database.Node()];
        using var over = new CancellationTokenSource();
        var writers = Enumerable
            .Range(0, Writers)
            .Select(w => Task.Run(() => Write(nodes[w % 2], $"report/{w}", over.Token), Now));
        var importer = Task.Run(() => Import(nodes[0], over.Token), Now);
        var everybody = Task.WhenAll([.. writers, importer]);

        for (var restart = 0; restart < 2; restart++)
        {
            await MoreThan(acknowledged.Count + Writers * AfterEachRestart, everybody);
            await own.Restart();
        }

        await MoreThan(acknowledged.Count + Writers * AfterEachRestart, everybody);
        await over.CancelAsync();
        await everybody;
        var listening = nodes[1].WaitFor(new Position(acknowledged.Count - 1), Now);
        await listening.WaitAsync(TimeSpan.FromMinutes(3), Now);
        await acknowledged.IsWhatIsStored(nodes[1]);
    }

    private async Task Write(PostgresLog node, string stream, CancellationToken over)
    {
        for (var version = 1; !over.IsCancellationRequested; version++)
        {
            acknowledged.Take(await node.Append([New(stream, version)], Now));
        }
    }

    private async Task Import(PostgresLog node, CancellationToken over)
    {
        for (var part = 0; !over.IsCancellationRequested; part++)
        {
            var reports = Enumerable.Range(0, 20).Select(r => new[] { New($"import/{part}-{r}", 1) });
            foreach (var answer in await node.AppendBulk([.. reports], Now))
            {
                acknowledged.Take(answer);
            }
        }
    }

    /// <summary>Returns once so many entries are acknowledged; what befalls a writer meanwhile ends the test.</summary>
    private async Task MoreThan(int entries, Task everybody)
    {
        while (acknowledged.Count <= entries)
        {
            Assert.False(everybody.IsCompleted, everybody.Exception?.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(5), Now);
        }
    }
}
