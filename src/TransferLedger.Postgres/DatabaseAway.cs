using System.Net.Sockets;
using Npgsql;

namespace TransferLedger.Postgres;

/// <summary>Tells a database that cannot be reached, and comes back, from one that refuses what it is asked.</summary>
public static class DatabaseAway
{
    public static bool Is(Exception e) =>
        e switch
        {
            PostgresException refused => refused.IsTransient
                || refused.SqlState
                    is PostgresErrorCodes.AdminShutdown
                        or PostgresErrorCodes.CrashShutdown
                        or PostgresErrorCodes.CannotConnectNow
                        // It accepts no connections for the moment.
                        or PostgresErrorCodes.ObjectNotInPrerequisiteState
                || refused.SqlState.StartsWith("08", StringComparison.Ordinal),
            NpgsqlException away => away.IsTransient || away.InnerException is SocketException or IOException,
            _ => false,
        };
}
