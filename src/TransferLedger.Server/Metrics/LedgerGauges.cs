using System.Diagnostics.Metrics;
using Npgsql;
using TransferLedger.Core.Values;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Projections;
using TransferLedger.Postgres.Subscriptions;
using TransferLedger.Server.Background;

namespace TransferLedger.Server.Metrics;

/// <summary>How the ledger stands: size of the log, lag of the projections, and what has stopped.</summary>
internal sealed class LedgerGauges
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly KeyValuePair<string, object?> Projection = new("projection", "read-tables");

    private readonly PostgresLog log;
    private readonly ProjectionRunner projections;
    private readonly SubscriptionStore store;
    private Backlog? seen;
    private SubscriptionTally? subscriptions;

    public LedgerGauges(
        PostgresLog log,
        ProjectionRunner projections,
        FeedRunner feed,
        FeedTail tail,
        Signing signing,
        SubscriptionStore store,
        WebhookCounts counts
    )
    {
        (this.log, this.projections, this.store) = (log, projections, store);
        Of(
            "transferledger_database_up",
            "1 where the database answered this scrape within 2 s.",
            () => seen is null ? 0 : 1
        );
        Of(
            "transferledger_writing_stopped",
            "1 where this node has stopped writing: a fork or a hole.",
            () => log.StoppedBecause is null ? 0 : 1
        );
        Of(
            "transferledger_signing_refused",
            "1 where this node signs no checkpoint any more: the log is not the one that was signed.",
            () => signing.Signer?.Refused is null ? 0 : 1
        );
        log.Meter.CreateObservableGauge(
            "transferledger_signed_entries",
            () => signing.Signer?.Size ?? 0,
            unit: null,
            "Entries under the last checkpoint that this node signed or saw; 0 where it has no key."
        );
        Seen("transferledger_log_entries", "Entries of the log.", backlog => new(backlog.Size));
        Seen(
            "transferledger_projection_lag_entries",
            "Entries that cannot be read yet.",
            backlog => new(backlog.Entries, Projection)
        );
        Seen(
            "transferledger_projection_lag_seconds",
            "Age of the oldest entry that cannot be read yet.",
            backlog => new(backlog.Oldest.TotalSeconds, Projection)
        );
        Seen(
            "transferledger_feed_lag_entries",
            "Entries behind the end of the feed, as far as this node has read it.",
            backlog => new(Math.Max(0, backlog.Size - tail.Horizon.Position.Value))
        );
        Of(
            "transferledger_feed_stopped",
            "1 where this node cannot go on writing the feed.",
            () => feed.Stopped is null ? 0 : 1
        );
        Counted(
            "transferledger_webhook_delivered_events_total",
            "Events that subscribers have taken from this node.",
            () => counts.DeliveredEvents
        );
        Counted(
            "transferledger_webhook_failed_attempts_total",
            "Deliveries of this node that were not answered with 2xx.",
            () => counts.FailedAttempts
        );
        Counted(
            "transferledger_webhook_dead_letters_total",
            "Events that this node has set aside.",
            () => counts.DeadLetters
        );
        log.Meter.CreateObservableGauge(
            "transferledger_webhook_subscriptions",
            () => subscriptions is { } tally ? States(tally) : [],
            unit: null,
            "Subscriptions by state, of all nodes."
        );
        log.Meter.CreateObservableGauge(
            "transferledger_webhook_lag_entries",
            () =>
                subscriptions is { } tally ? [new(tally.LargestLag)] : Enumerable.Empty<Measurement<long>>(),
            unit: null,
            "Entries between the end of the feed and the active subscription that is farthest behind, of all nodes."
        );
        log.Meter.CreateObservableGauge(
            "transferledger_projection_stopped",
            () => new Measurement<int>(projections.Stopped is null ? 0 : 1, Projection),
            unit: null,
            "1 where the projection cannot go on."
        );
    }

    /// <summary>Asks the database, of the log and of subscriptions; what it says is measured from then on.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            subscriptions = await store.Tally(limit.Token);
            seen = await log.Behind(projections.Next, limit.Token);
        }
        catch (Exception e)
            when (e is NpgsqlException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            (seen, subscriptions) = (null, null);
        }
    }

    private void Of(string name, string help, Func<int> observe) =>
        log.Meter.CreateObservableGauge(name, observe, unit: null, help);

    private void Counted(string name, string help, Func<long> observe) =>
        log.Meter.CreateObservableCounter(name, observe, unit: null, help);

    private static IEnumerable<Measurement<long>> States(SubscriptionTally tally) =>
        [
            new(tally.Active, InState(SubscriptionState.Active)),
            new(tally.Paused, InState(SubscriptionState.Paused)),
            new(tally.Stopped, InState(SubscriptionState.Stopped)),
            new(tally.Disabled, InState(SubscriptionState.Disabled)),
        ];

    private static KeyValuePair<string, object?> InState(SubscriptionState state) =>
        new("state", Kebab.Of(state));

    private void Seen(string name, string help, Func<Backlog, Measurement<double>> observe) =>
        log.Meter.CreateObservableGauge(
            name,
            () => seen is { } backlog ? [observe(backlog)] : Enumerable.Empty<Measurement<double>>(),
            unit: null,
            help
        );
}
