using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Core.Estimates;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>rebuild</c>: works the read tables out anew from the log.</summary>
internal sealed class Rebuild()
    : DatabaseVerb(
        "rebuild",
        "Work everything that can be read out anew from the log. Readers see the old tables until it is done."
    )
{
    // Written into entries only, and a rebuild writes none.
    private const string Origin = "localhost/transferledger";

    protected override async Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    )
    {
        await using var log = await PostgresLog.Open(
            ledger.Source,
            new PostgresLogOptions { Origin = Origin },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            cancellation
        );
        var runner = new ProjectionRunner(
            log,
            ledger.Source,
            Policy.Current,
            NullLogger<ProjectionRunner>.Instance
        );
        var head = await log.Head(cancellation);
        using var progress = new ProgressLine(TimeProvider.System);
        var entries = await runner.Rebuild(new Told(progress, head.Size), cancellation);
        progress.Clear();
        if (output.IsJson)
        {
            output.Document(new { Entries = entries });
        }
        else
        {
            output.Line($"Worked out anew from {Phrase.Count(entries, "entry", "entries")}.");
        }

        return ExitCode.Fine;
    }

    // Progress<T> would tell it later, on another thread, over what stands there by then.
    private sealed class Told(ProgressLine line, long all) : IProgress<long>
    {
        public void Report(long value) =>
            line.Show(() => $"{Phrase.Number(value)} of {Phrase.Count(all, "entry", "entries")}");
    }
}
