using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Projections;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Postgres.Verifying;

/// <summary>
/// Holds a whole database against the bytes of its log: the other columns of the entries, the tree, the quotes, what was signed,
/// and the read tables, which are worked out anew beside the live ones and dropped again. Nothing that anybody reads is changed;
/// servers may go on meanwhile. Source: log.md section 4.
/// </summary>
/// <param name="database">As <c>ledger_server</c>.</param>
public sealed class DatabaseCheck(NpgsqlDataSource database)
{
    // Written into entries only, and nothing is written here.
    private const string Origin = "localhost/transferledger";

    /// <summary>A node's own memory of what was signed; null: it is not looked at.</summary>
    public SignedFile? File { get; init; }

    /// <summary>Whose signature what was signed must bear; none: signatures are not looked at.</summary>
    public IReadOnlyCollection<VerifierKey> Keys { get; init; } = [];

    /// <summary>Checkpoints that others were shown, with where they lie.</summary>
    public IReadOnlyCollection<(string Place, Checkpoint Checkpoint)> Others { get; init; } = [];

    /// <summary>
    /// Missing quotes are counted, not named: after a restore from a mirror, which holds none, nobody expects them.
    /// </summary>
    public bool WithoutQuotes { get; init; }

    /// <param name="progress">What is looked at, how much of it was, and how much there is.</param>
    /// <param name="cancellation">What was made beside the live tables is dropped by the next that looks.</param>
    public async Task<DatabaseFindings> Run(
        Action<string, long, long> progress,
        CancellationToken cancellation
    )
    {
        var found = new Found();
        var signed = await SignedMemory.Read(database, File, Others, Keys, found, cancellation);
        var log = new LogWalk(database, signed.Sizes, found);
        await log.Run((done, all) => progress("read", done, all), cancellation);
        signed.Compare(log, found);
        await new ExcerptsWalk(database, found).Run(cancellation);
        var missing = MissingQuotes(log, found);
        // Of entries that are not as they were written nothing follows, and without its tree the log cannot be opened.
        var isLogWhole = !found.Named.Any(one => one.Table is LogWalk.Entries or LogWalk.Nodes);
        var isUnchecked = isLogWhole
            ? await CompareReadTables(found, progress, cancellation)
            : "the read tables, since the log that they follow from does not hold";
        return new DatabaseFindings(log.Size, found.Named, found.More, missing, isUnchecked);
    }

    private long MissingQuotes(LogWalk log, Found found)
    {
        var missing = 0L;
        foreach (var id in log.MissingQuotes)
        {
            missing++;
            if (!WithoutQuotes)
            {
                found.Add(
                    ExcerptsWalk.Table,
                    $"id {id}",
                    "",
                    "Its entry was filed with a quote, and the row is missing, though no event says that it was erased."
                );
            }
        }

        return missing;
    }

    /// <returns>What could not be looked at, and why.</returns>
    private async Task<string?> CompareReadTables(
        Found found,
        Action<string, long, long> progress,
        CancellationToken cancellation
    )
    {
        await using var log = await PostgresLog.Open(
            database,
            new PostgresLogOptions { Origin = Origin },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            cancellation
        );
        var comparison = new ReadTablesCheck(log, database, Policy.Current, found);
        return await comparison.Run(new Told(progress), cancellation)
            ? null
            : "the read tables, since there are none yet: a server makes them when it starts, and transferledger rebuild does";
    }

    private sealed class Told(Action<string, long, long> progress) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => progress(value.Stage, value.Done, value.All);
    }
}
