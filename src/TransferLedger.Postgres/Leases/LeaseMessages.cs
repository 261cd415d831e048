using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Leases;

internal static partial class LeaseMessages
{
    [LoggerMessage(1203, LogLevel.Information, "The lease of {Name} was left to end by itself")]
    public static partial void Left(ILogger logger, string name, Exception exception);

    [LoggerMessage(1204, LogLevel.Warning, "The lease of {Name} could not be renewed: the database is away")]
    public static partial void NotRenewed(ILogger logger, string name, Exception exception);
}
