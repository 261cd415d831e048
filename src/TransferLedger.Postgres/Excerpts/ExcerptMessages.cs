using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres;

// 1400-1499: quotes.
internal static partial class LogMessages
{
    [LoggerMessage(
        1400,
        LogLevel.Warning,
        "Erased {Quotes} quotes whose erasure was in the log and had been broken off."
    )]
    public static partial void ErasuresFinished(ILogger log, int quotes);
}
