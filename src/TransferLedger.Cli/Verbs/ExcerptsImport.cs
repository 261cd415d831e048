using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Quotes;
using TransferLedger.Cli.Reports;
using TransferLedger.Core.Faults;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Excerpts;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>excerpts import</c>: puts quotes beside the entries that hold their digests; what was erased stays away.</summary>
internal sealed class ExcerptsImport : DatabaseVerb
{
    private readonly Argument<string> file = new("file")
    {
        Description = "What excerpts export wrote. - reads standard input.",
    };

    public ExcerptsImport()
        : base(
            "import",
            "Put exported quotes beside their entries. Each must have the digest that its entry holds; importing again is safe, and what was erased stays away."
        ) => Arguments.Add(file);

    protected override async Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    )
    {
        await using var lines = ReportsFile.Open(given.GetRequiredValue(file));
        var store = new ExcerptStore(ledger.Source, NullLogger<ExcerptStore>.Instance);
        using var progress = new ProgressLine(TimeProvider.System);
        var tally = new ExcerptTally();
        await foreach (var batch in lines.Batches(cancellation))
        {
            var refused = await BringIn(store, batch, tally, cancellation);
            if (refused.Count > 0)
            {
                progress.Clear();
                output.Complain([.. refused.Select(line => Complaint(lines.Name, line.Number, line.Why))]);
            }

            progress.Show(() => $"{lines.Name}: {tally}");
        }

        progress.Clear();
        if (output.IsJson)
        {
            output.Document(tally.AsDocument());
        }
        else
        {
            output.Line($"{lines.Name}: {tally}.");
        }

        return tally.ExitCode;
    }

    private static async Task<List<(long Number, Fault Why)>> BringIn(
        ExcerptStore store,
        IReadOnlyList<ReportLine> batch,
        ExcerptTally tally,
        CancellationToken cancellation
    )
    {
        var read = batch.Select(line => ExcerptLine.Read(line.Json.Span)).ToList();
        var brought = new Queue<BroughtIn>(
            await store.BringIn([.. read.Where(line => line.IsOk).Select(line => line.Value)], cancellation)
        );
        var refused = new List<(long, Fault)>();
        foreach (var (line, outcome) in batch.Zip(read))
        {
            var result = outcome.IsOk ? brought.Dequeue() : new BroughtIn.Refused(outcome.Faults[0]);
            tally.Add(result);
            if (result is BroughtIn.Refused { Fault: var why })
            {
                refused.Add((line.Number, why));
            }
        }

        return refused;
    }

    private static Complaint Complaint(string name, long line, Fault why) =>
        new($"{name}:{line}", why.Code, Pointer: "", why.Says);
}
