using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Feed;

internal static partial class FeedMessages
{
    [LoggerMessage(
        1400,
        LogLevel.Critical,
        "The feed cannot go on before {Place} and is tried again; filing goes on"
    )]
    public static partial void Stopped(ILogger logger, string place, Exception exception);

    [LoggerMessage(1401, LogLevel.Warning, "The feed waits before {Place}: the database is away")]
    public static partial void Away(ILogger logger, string place, Exception exception);

    [LoggerMessage(1402, LogLevel.Information, "Another node has the lease of {Name}")]
    public static partial void LeaseLost(ILogger logger, string name);

    [LoggerMessage(1403, LogLevel.Warning, "Listening for the feed was interrupted; begins again")]
    public static partial void ListeningInterrupted(ILogger logger, Exception exception);

    [LoggerMessage(1404, LogLevel.Warning, "{Name} waits and tries again")]
    public static partial void FollowerWaits(ILogger logger, string name, Exception exception);

    [LoggerMessage(1405, LogLevel.Warning, "{Name} could not be delivered to; it is tried again")]
    public static partial void NotDelivered(ILogger logger, string name, Exception exception);
}
