using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Projections;

internal static partial class ProjectionMessages
{
    [LoggerMessage(1200, LogLevel.Critical, "Projections stopped before position {Position}; filing goes on")]
    public static partial void Stopped(ILogger logger, long position, Exception exception);

    [LoggerMessage(
        1201,
        LogLevel.Warning,
        "Projections wait before position {Position}: the database is away"
    )]
    public static partial void Away(ILogger logger, long position, Exception exception);

    [LoggerMessage(
        1202,
        LogLevel.Warning,
        "Another node projects from position {Position} on: this one did not renew its lease in time"
    )]
    public static partial void LeaseLost(ILogger logger, long position);

    [LoggerMessage(
        1206,
        LogLevel.Warning,
        "Read tables could not be worked out anew: projections go on page by page from position {Position}"
    )]
    public static partial void PageByPage(ILogger logger, long position, Exception exception);

    [LoggerMessage(
        1205,
        LogLevel.Information,
        "Read tables are worked out from the log: {Done} of {All} entries folded"
    )]
    public static partial void Rebuilding(ILogger logger, long done, long all);
}
