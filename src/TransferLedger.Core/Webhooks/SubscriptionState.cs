namespace TransferLedger.Core.Webhooks;

/// <summary>Whether a subscription is delivered to.</summary>
public enum SubscriptionState
{
    Active,

    /// <summary>Somebody paused it.</summary>
    Paused,

    /// <summary>Its deliveries failed until the schedule of retries ended.</summary>
    Stopped,

    /// <summary>Its subscriber answered 410.</summary>
    Disabled,
}

/// <summary>What becomes of a delivery that failed until the end of the schedule.</summary>
public enum OnFailure
{
    /// <summary>The subscription stops before it, and nothing is skipped.</summary>
    Block,

    /// <summary>Its events are set aside, and the subscription goes on behind them.</summary>
    DeadLetter,
}
