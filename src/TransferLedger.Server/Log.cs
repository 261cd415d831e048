namespace TransferLedger.Server;

/// <summary>All that this project writes to the program's log. Never claim text, never a secret.</summary>
internal static partial class LogMessages
{
    // 2000-2099: signing.

    [LoggerMessage(2000, LogLevel.Information, "Checkpoints are signed with {Key}")]
    public static partial void SignsWith(this ILogger logger, string key);

    [LoggerMessage(2001, LogLevel.Warning, "This node signs no checkpoint: {Why}")]
    public static partial void SignsNothing(this ILogger logger, string why);

    [LoggerMessage(
        2002,
        LogLevel.Warning,
        "Checkpoints bear no Ed25519 signature, which a public log must have: {Why}"
    )]
    public static partial void IsNotConformant(this ILogger logger, string why);

    [LoggerMessage(2003, LogLevel.Critical, "This node signs no checkpoint: {Why}")]
    public static partial void KeysAreLost(this ILogger logger, string why);

    // 2100-2199: erasing.

    [LoggerMessage(
        2100,
        LogLevel.Critical,
        "The entries at {Positions} should say which quotes were erased, and cannot be read: what they mean is not erased until they can. Have the database verified."
    )]
    public static partial void ErasuresUnreadable(this ILogger logger, string positions);
}
