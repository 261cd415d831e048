using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres;

// 1100-1199: the log.
internal static partial class LogMessages
{
    [LoggerMessage(
        1100,
        LogLevel.Critical,
        "This node has stopped writing: {Why} Look before anything is written again."
    )]
    public static partial void StoppedWriting(ILogger log, string why);

    [LoggerMessage(
        1101,
        LogLevel.Critical,
        "Appending waits: the last entry was recorded at {Recorded:O}, over a minute ahead of the database's clock, {Clock:O}."
    )]
    public static partial void ClockBehind(ILogger log, DateTime recorded, DateTime clock);

    [LoggerMessage(
        1102,
        LogLevel.Warning,
        "The writing connection was lost with {Requests} requests on their way; they are looked up by their ids and tried again."
    )]
    public static partial void ConnectionLost(ILogger log, Exception reason, int requests);

    [LoggerMessage(
        1103,
        LogLevel.Error,
        "The database could not be reached for {Seconds} seconds; {Requests} requests were given up."
    )]
    public static partial void GaveUp(ILogger log, Exception reason, double seconds, int requests);

    [LoggerMessage(
        1104,
        LogLevel.Error,
        "The database refused a batch of {Requests} requests; its halves are tried alone."
    )]
    public static partial void BatchRefused(ILogger log, Exception reason, int requests);

    [LoggerMessage(
        1105,
        LogLevel.Warning,
        "Listening for other nodes' entries was interrupted; it is taken up again."
    )]
    public static partial void ListeningInterrupted(ILogger log, Exception reason);
}
