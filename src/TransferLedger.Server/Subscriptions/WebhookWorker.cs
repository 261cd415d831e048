using TransferLedger.Core.Feed;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Subscriptions;

namespace TransferLedger.Server.Subscriptions;

/// <summary>Delivers to one subscription, in order, as long as this node has its lease.</summary>
internal sealed class WebhookWorker(
    LeasedSubscription leased,
    FeedTail tail,
    WebhookSender sender,
    WebhookAttempts attempts,
    RetrySchedule schedule,
    TimeProvider clock,
    ILogger logger
) : IDisposable
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource over = new();
    private readonly CancellationTokenSource leaving = new();
    private readonly Lock gate = new();
    private FeedPlace next = leased.Next;
    private FeedPlace? pinned = leased.Pinned;
    private int failed = leased.Attempts;
    private TimeSpan wait = leased.Wait;
    private IReadOnlyList<WebhookSecret> secrets = leased.Secrets;
    private long keptAt;

    /// <summary>Completes when it delivers no more.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>As it is kept and given back.</summary>
    public HeldLease Lease
    {
        get
        {
            lock (gate)
            {
                return new(leased.Id, leased.Fence, next);
            }
        }
    }

    /// <summary>The lease was taken or kept, by a question that was asked then.</summary>
    /// <param name="signWith">The newest first.</param>
    public void Keep(long asked, IReadOnlyList<WebhookSecret> signWith)
    {
        lock (gate)
        {
            (keptAt, secrets) = (asked, signWith);
        }
    }

    public void Start() => Done = Task.Run(Run);

    /// <summary>Finishes what is under way, and delivers nothing more.</summary>
    public void Leave() => leaving.Cancel();

    /// <summary>Stops at once: somebody else has the lease, or the server goes.</summary>
    public void End()
    {
        leaving.Cancel();
        over.Cancel();
    }

    public void Dispose()
    {
        over.Dispose();
        leaving.Dispose();
    }

    private async Task Run()
    {
        try
        {
            while (true)
            {
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, clock, leaving.Token);
                    wait = TimeSpan.Zero;
                }

                if (await Next() is not { } delivery)
                {
                    continue;
                }

                var (message, then) = delivery;
                var signWith = await SecretsWhileLeased();
                var answer = await sender.Send(leased.Url, message.Id, message.Body(), signWith, over.Token);
                if (await Note(Judged(message, then, answer)) != SubscriptionState.Active)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // Another delivers to it now, or nobody.
        }
        catch (Exception e)
        {
            // A bug of ours, or a database that refuses: the lease ends, and it begins again.
            logger.WorkerFailed(leased.Id, e);
            await Task.Delay(AskAgain, CancellationToken.None);
        }
    }

    /// <summary>
    /// A node that was stopped for a while and goes on does not know yet that others have its leases: it sends nothing before it has
    /// asked.
    /// </summary>
    private async Task<IReadOnlyList<WebhookSecret>> SecretsWhileLeased()
    {
        while (true)
        {
            leaving.Token.ThrowIfCancellationRequested();
            lock (gate)
            {
                if (clock.GetElapsedTime(keptAt) < WebhookLeases.Time)
                {
                    return secrets;
                }
            }

            await Task.Delay(AskAgain, clock, leaving.Token);
        }
    }

    /// <summary>The next delivery and the place behind it; null: there is none yet, and it is worth looking again.</summary>
    private async Task<(Delivery Message, FeedPlace Then)?> Next()
    {
        var page = await Read();
        IReadOnlyList<FeedEvent> events =
            pinned is { } end && end > next
                ? [.. page.Events.TakeWhile(happened => happened.Place < end)]
                : page.Events;
        if (events.Count > 0)
        {
            var message = Delivery.Of(leased.Id, leased.Round, events);
            return (message, message.Events.Count == page.Events.Count ? page.Next : message.Last.Next);
        }

        MoveTo(page.Next);
        if (page.Next >= page.Horizon)
        {
            await tail.WaitBeyond(page.Next, leaving.Token);
        }

        return null;
    }

    private async Task<FeedPage> Read()
    {
        while (true)
        {
            try
            {
                return await tail.Read(next, leased.Filter, leased.Batch, leaving.Token);
            }
            catch (Exception e) when (DatabaseAway.Is(e))
            {
                logger.DeliveryWaits(leased.Id, e);
                await Task.Delay(AskAgain, clock, leaving.Token);
            }
        }
    }

    private Attempted Judged(Delivery message, FeedPlace then, SubscriberAnswer answer)
    {
        var attempt = failed + 1;
        var again = schedule.After(attempt, Random.Shared.NextDouble(), answer.RetryAfter);
        var gaveUp = answer.Meaning == AnswerMeaning.Failed && again is null;
        var outcome = answer.Meaning switch
        {
            AnswerMeaning.Delivered => DeliveryOutcome.Delivered,
            AnswerMeaning.Gone => DeliveryOutcome.Disabled,
            _ when !gaveUp => DeliveryOutcome.Failed,
            _ when leased.OnFailure == OnFailure.DeadLetter => DeliveryOutcome.SetAside,
            _ => DeliveryOutcome.Stopped,
        };
        var goesOn = outcome is DeliveryOutcome.Delivered or DeliveryOutcome.SetAside;
        return new(
            message,
            attempt,
            outcome,
            goesOn ? then : next,
            goesOn ? 0 : attempt,
            outcome == DeliveryOutcome.Failed ? again : null,
            goesOn ? null : message.Last.Next,
            outcome switch
            {
                DeliveryOutcome.Stopped => SubscriptionState.Stopped,
                DeliveryOutcome.Disabled => SubscriptionState.Disabled,
                _ => null,
            },
            outcome switch
            {
                DeliveryOutcome.Stopped => $"{attempt} attempts failed, the last with: {answer.Short}",
                DeliveryOutcome.Disabled => "The subscriber answered 410: it wants no more.",
                _ => null,
            },
            answer.Status,
            answer.Kept,
            answer.Took
        );
    }

    /// <summary>It is noted however long the database is away: what was delivered shall not be delivered again.</summary>
    private async Task<SubscriptionState?> Note(Attempted attempted)
    {
        while (true)
        {
            try
            {
                var state = await attempts.Note(leased.Id, leased.Fence, attempted, over.Token);
                if (state is null)
                {
                    logger.LeaseLost(leased.Id);
                    return null;
                }

                (failed, pinned, wait) = (
                    attempted.Failed,
                    attempted.Pinned,
                    attempted.Again ?? TimeSpan.Zero
                );
                MoveTo(attempted.Next);
                return state;
            }
            catch (Exception e) when (DatabaseAway.Is(e))
            {
                logger.DeliveryWaits(leased.Id, e);
                await Task.Delay(AskAgain, clock, over.Token);
            }
        }
    }

    private void MoveTo(FeedPlace place)
    {
        lock (gate)
        {
            next = place;
        }
    }
}
