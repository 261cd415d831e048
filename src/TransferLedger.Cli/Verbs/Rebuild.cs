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
internal sealed class Rebuild : DatabaseVerb
{
    private readonly Option<bool> back = new("--back")
    {
        Description =
            "Put the tables that the last rebuild replaced back in their place, brought up to date.",
    };

    public Rebuild()
        : base(
            "rebuild",
            "Work everything that can be read out anew from the log. Readers see the old tables until it is done."
        ) => Takes(back);

    // Written into entries only, and a rebuild writes none.
    private const string Origin = "localhost/transferledger";

    protected override async Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    )
    {
        await using var log = await Open(ledger, cancellation);
        var runner = Runner(log, ledger);
        return given.GetValue(back)
            ? await GoBack(runner, output, cancellation)
            : await Anew(runner, output, cancellation);
    }

    /// <summary>Works everything that can be read out anew.</summary>
    public static async Task<RebuildResult> Anew(LedgerDatabase ledger, CancellationToken cancellation)
    {
        await using var log = await Open(ledger, cancellation);
        return await Anew(Runner(log, ledger), cancellation);
    }

    private static Task<PostgresLog> Open(LedgerDatabase ledger, CancellationToken cancellation) =>
        PostgresLog.Open(
            ledger.Source,
            new PostgresLogOptions { Origin = Origin },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            cancellation
        );

    private static ProjectionRunner Runner(PostgresLog log, LedgerDatabase ledger) =>
        new(log, ledger.Source, Policy.Current, NullLogger<ProjectionRunner>.Instance);

    private static async Task<RebuildResult> Anew(ProjectionRunner runner, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(TimeProvider.System);
        return await runner.Rebuild(new Told(progress), cancellation);
    }

    private static async Task<int> Anew(
        ProjectionRunner runner,
        Output output,
        CancellationToken cancellation
    )
    {
        var done = await Anew(runner, cancellation);
        if (output.IsJson)
        {
            output.Document(new { done.Entries, done.Differing });
            return ExitCode.Fine;
        }

        output.Line($"Worked out anew from {Phrase.Count(done.Entries, "entry", "entries")}.");
        if (done.Differing.Count > 0)
        {
            output.Line(
                $"What was read until now said something else than the log in: {string.Join(", ", done.Differing)}."
            );
        }

        return ExitCode.Fine;
    }

    private static async Task<int> GoBack(
        ProjectionRunner runner,
        Output output,
        CancellationToken cancellation
    )
    {
        if (!await runner.GoBack(cancellation))
        {
            throw HaltException.Wrong(
                "rebuild.nothing-kept",
                "No tables of an earlier rebuild are kept. A rebuild keeps those that it replaces until the next one."
            );
        }

        output.Line("The tables of before the last rebuild are read again, brought up to date.");
        return ExitCode.Fine;
    }

    // Progress<T> would tell it later, on another thread, over what stands there by then.
    private sealed class Told(ProgressLine line) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) =>
            line.Show(() =>
                $"{value.Stage}: {Phrase.Number(value.Done)} of {Phrase.Count(value.All, "entry", "entries")}"
            );
    }
}
