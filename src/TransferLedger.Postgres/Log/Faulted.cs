using System.Net.Sockets;
using Npgsql;

namespace TransferLedger.Postgres.Log;

/// <summary>What an error of PostgreSQL means for an append. Told by SQLSTATE and constraint, never by the message.</summary>
internal static class Faulted
{
    private static readonly HashSet<string> OurKeys = new(StringComparer.Ordinal)
    {
        "entries_position_key",
        "entries_id_key",
        "entries_stream_version_key",
        "nodes_level_index_key",
        "excerpts_id_key",
    };

    private static readonly HashSet<string> TryAgain = new(StringComparer.Ordinal)
    {
        PostgresErrorCodes.SerializationFailure,
        PostgresErrorCodes.DeadlockDetected,
    };

    private const string IdleInTransactionSessionTimeout = "25P03";
    private const string TransactionTimeout = "25P04";
    private const string IdleSessionTimeout = "57P05";

    private static readonly HashSet<string> Gone = new(StringComparer.Ordinal)
    {
        PostgresErrorCodes.AdminShutdown,
        PostgresErrorCodes.CrashShutdown,
        PostgresErrorCodes.CannotConnectNow,
        PostgresErrorCodes.TooManyConnections,
        IdleInTransactionSessionTimeout,
        TransactionTimeout,
        IdleSessionTimeout,
        // After a failover: the next connection finds the new primary.
        PostgresErrorCodes.ReadOnlySqlTransaction,
        PostgresErrorCodes.LockNotAvailable,
    };

    /// <summary>Somebody else wrote: nothing of ours is there, and trying again with open eyes will tell why.</summary>
    public static bool IsMiss(Exception error) =>
        error is PostgresException { SqlState: var state } e
        && (
            TryAgain.Contains(state)
            || (
                string.Equals(state, PostgresErrorCodes.UniqueViolation, StringComparison.Ordinal)
                && OurKeys.Contains(e.ConstraintName ?? "")
            )
        );

    /// <summary>The connection is gone, cannot be had or got stuck; what was on its way may be written or not.</summary>
    public static bool IsLostConnection(Exception error) =>
        error switch
        {
            PostgresException { SqlState: var state } => Gone.Contains(state)
                || state.StartsWith("08", StringComparison.Ordinal),
            NpgsqlException => true,
            IOException or SocketException or TimeoutException or ObjectDisposedException => true,
            _ => false,
        };
}
