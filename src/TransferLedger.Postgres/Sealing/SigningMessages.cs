using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Sealing;

// 1300-1399: signing.
internal static partial class SigningMessages
{
    [LoggerMessage(1300, LogLevel.Critical, "No checkpoint is signed any more. {Why}")]
    public static partial void Refused(ILogger logger, string why);

    [LoggerMessage(1301, LogLevel.Information, "Checkpoints are signed again, from {Size} entries on")]
    public static partial void GoesOn(ILogger logger, long size);

    [LoggerMessage(1302, LogLevel.Warning, "Signing waits: the database is away")]
    public static partial void Away(ILogger logger, Exception exception);

    [LoggerMessage(1303, LogLevel.Error, "Signing failed")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(
        1304,
        LogLevel.Critical,
        "Somebody changed the signed note that the database keeps, of {Size} entries; it is signed again. Look who could."
    )]
    public static partial void NoteChanged(ILogger logger, long size);

    [LoggerMessage(
        1305,
        LogLevel.Warning,
        "The log has {Size} entries, and neither the database nor this node remembers that any of them was signed: they are signed for the first time. If a checkpoint of them was ever shown, somebody took both memories away."
    )]
    public static partial void NothingRemembered(ILogger logger, long size);
}
