namespace TransferLedger.Postgres.Embedded;

#pragma warning disable CA1032, MA0058, CA1710 // Thrown here alone, and named as one would say it.

/// <summary>No PostgreSQL could be had on this machine: what was tried, and the ways out.</summary>
public sealed class EmbeddedPostgresUnavailable : Exception
{
    private const string WaysOut = """
        Ways out, any one of them:
          - set ConnectionStrings__Ledger (and ConnectionStrings__LedgerOwner) to a PostgreSQL server of yours;
          - install PostgreSQL 15 or newer (initdb, pg_ctl and postgres, on PATH or in the usual folder);
          - have npm on PATH, so that pinned binaries can be fetched once.
        """;

    public EmbeddedPostgresUnavailable(string reason, Exception? inner = null)
        : this([reason], inner) { }

    public EmbeddedPostgresUnavailable(IEnumerable<string> tried, Exception? inner = null)
        : base(Text(tried), inner) { }

    private static string Text(IEnumerable<string> tried) =>
        "No embedded PostgreSQL can run here.\n"
        + string.Concat(tried.Select(t => $"  - {t.ReplaceLineEndings("\n    ")}\n"))
        + WaysOut;
}

/// <summary>The server was told to stop and still runs.</summary>
public sealed class EmbeddedPostgresDidNotStop(int processId, string dataFolder, string said)
    : Exception(
        $"PostgreSQL (process {processId}) in {dataFolder} was told to stop and still runs after "
            + $"{Cluster.StopLimit.TotalSeconds:0} s; the next start adopts it. pg_ctl said: {said}"
    );
