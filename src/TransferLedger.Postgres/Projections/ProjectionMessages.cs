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
}
