using System.Diagnostics;

namespace TransferLedger.Postgres.Subscriptions;

/// <summary>What came of this node's deliveries since it started; what was delivered by hand is not among them.</summary>
public sealed class WebhookCounts
{
    private long delivered;
    private long failed;
    private long setAside;

    /// <summary>Events that subscribers have taken; again where they were delivered again.</summary>
    public long DeliveredEvents => Volatile.Read(ref delivered);

    /// <summary>Attempts without a 2xx.</summary>
    public long FailedAttempts => Volatile.Read(ref failed);

    /// <summary>Events that were set aside.</summary>
    public long DeadLetters => Volatile.Read(ref setAside);

    internal void Add(Attempted attempted)
    {
        var events = attempted.Delivery.Events.Count;
        switch (attempted.Outcome)
        {
            case DeliveryOutcome.Delivered:
                Interlocked.Add(ref delivered, events);
                break;
            case DeliveryOutcome.SetAside:
                Interlocked.Increment(ref failed);
                Interlocked.Add(ref setAside, events);
                break;
            case DeliveryOutcome.Failed or DeliveryOutcome.Stopped or DeliveryOutcome.Disabled:
                Interlocked.Increment(ref failed);
                break;
            default:
                throw new UnreachableException($"{attempted.Outcome} is no outcome of an attempt in order.");
        }
    }
}
