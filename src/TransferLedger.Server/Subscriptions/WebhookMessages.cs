namespace TransferLedger.Server.Subscriptions;

internal static partial class WebhookMessages
{
    // 2100-2199: webhooks. Never an address, which may hold a secret.

    [LoggerMessage(2100, LogLevel.Information, "Another node delivers to {Subscription} by now, or nobody")]
    public static partial void LeaseLost(this ILogger logger, string subscription);

    [LoggerMessage(2101, LogLevel.Warning, "Deliveries to {Subscription} wait: the database is away")]
    public static partial void DeliveryWaits(this ILogger logger, string subscription, Exception exception);

    [LoggerMessage(2102, LogLevel.Error, "Delivering to {Subscription} broke off; begins again")]
    public static partial void WorkerFailed(this ILogger logger, string subscription, Exception exception);

    [LoggerMessage(2103, LogLevel.Warning, "Leases of subscriptions were interrupted; looks again")]
    public static partial void LeasesWait(this ILogger logger, Exception exception);

    [LoggerMessage(2104, LogLevel.Warning, "Old attempts to deliver could not be forgotten; tried again")]
    public static partial void NotPruned(this ILogger logger, Exception exception);
}
