using System.Threading.Channels;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Subscriptions;

namespace TransferLedger.Server.Subscriptions;

/// <summary>
/// Keeps a worker for each subscription that this node has: once a second it keeps its leases and takes those that are free, each
/// in one statement.
/// </summary>
internal sealed class WebhookService(
    WebhookLeases leases,
    WebhookAttempts attempts,
    DeliveryLog log,
    FeedTail tail,
    WebhookSender sender,
    WebhookSettings settings,
    TimeProvider clock,
    ILogger<WebhookService> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(1);

    /// <summary>At the end, what is under way may be finished; less than a lease lasts.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, WebhookWorker> workers = new(StringComparer.Ordinal);
    private readonly Channel<bool> heard = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>A subscription was changed on this node: looks at once.</summary>
    public void Hear() => heard.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(KeepOn(stoppingToken), Prune(stoppingToken));
    }

    private async Task KeepOn(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                try
                {
                    await Look(cancellation);
                }
                catch (Exception e) when (!cancellation.IsCancellationRequested)
                {
                    // Whatever it was: a node that gave up would hold what it has, and deliver nothing new.
                    logger.LeasesWait(e);
                }

                await Wait(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await SayFarewell();
        }
    }

    /// <summary>Beside the leases, which must not wait for it.</summary>
    private async Task Prune(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(PruneEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                try
                {
                    await log.Prune(cancellation);
                }
                catch (Exception e) when (!cancellation.IsCancellationRequested)
                {
                    // The next one prunes more.
                    logger.NotPruned(e);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server goes.
        }
    }

    private async Task Look(CancellationToken cancellation)
    {
        await GiveBack(workers.Values.Where(worker => worker.Done.IsCompleted).ToList(), cancellation);
        await Keep(cancellation);
        var asked = clock.GetTimestamp();
        foreach (var taken in await leases.Take(cancellation))
        {
            await Replace(taken, asked);
        }
    }

    private async Task Keep(CancellationToken cancellation)
    {
        if (workers.Count == 0)
        {
            return;
        }

        var held = workers.Values.Select(worker => worker.Lease).ToList();
        var asked = clock.GetTimestamp();
        var kept = await leases.Renew(held, cancellation);
        foreach (var (id, worker) in workers)
        {
            if (!kept.TryGetValue(id, out var now))
            {
                logger.LeaseLost(id);
                worker.End();
                continue;
            }

            worker.Keep(asked, now.Secrets);
            if (now.State != Core.Webhooks.SubscriptionState.Active)
            {
                worker.Leave();
            }
        }
    }

    /// <summary>A worker whose lease was lost may still be there: it ends first.</summary>
    private async Task Replace(LeasedSubscription taken, long asked)
    {
        if (workers.Remove(taken.Id, out var before))
        {
            before.End();
            await before.Done;
            before.Dispose();
        }

        var worker = new WebhookWorker(taken, tail, sender, attempts, settings.Retries, clock, logger);
        worker.Keep(asked, taken.Secrets);
        workers.Add(taken.Id, worker);
        worker.Start();
    }

    private async Task GiveBack(List<WebhookWorker> done, CancellationToken cancellation)
    {
        if (done.Count == 0)
        {
            return;
        }

        await leases.Release([.. done.Select(worker => worker.Lease)], cancellation);
        foreach (var worker in done)
        {
            workers.Remove(worker.Lease.Id);
            worker.Dispose();
        }
    }

    private async Task Wait(CancellationToken cancellation)
    {
        using var second = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        second.CancelAfter(Every);
        try
        {
            await heard.Reader.ReadAsync(second.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A second has passed.
        }
    }

    private async Task SayFarewell()
    {
        foreach (var worker in workers.Values)
        {
            worker.Leave();
        }

        var all = Task.WhenAll(workers.Values.Select(worker => worker.Done));
        await Task.WhenAny(all, Task.Delay(Farewell, clock, CancellationToken.None));
        foreach (var worker in workers.Values)
        {
            worker.End();
        }

        await all;
        try
        {
            using var soon = new CancellationTokenSource(Farewell);
            await GiveBack([.. workers.Values], soon.Token);
        }
        catch (Exception e) when (DatabaseAway.Is(e) || e is OperationCanceledException)
        {
            logger.LeasesWait(e);
        }
    }
}
