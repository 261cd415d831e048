using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Quotes;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Excerpts;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>excerpts export</c>: writes every quote that was not erased, with its salt, one a line.</summary>
internal sealed class ExcerptsExport : DatabaseVerb
{
    private readonly Argument<string> file = new("file")
    {
        Description =
            "The file to write (NDJSON). It must not be there yet, and only you can read it (mode 0600). It holds other people's words: remove it when it has been imported.",
    };

    public ExcerptsExport()
        : base("export", "Write all quotes that were not erased into a file.") => Arguments.Add(file);

    protected override async Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    )
    {
        var path = given.GetRequiredValue(file);
        var store = new ExcerptStore(ledger.Source, NullLogger<ExcerptStore>.Instance);
        using var progress = new ProgressLine(TimeProvider.System);
        await using var lines = PrivateFile.Create(path);
        var quotes = 0L;
        await foreach (var excerpt in store.All(cancellation))
        {
            await lines.WriteLine(ExcerptLine.Write(excerpt), cancellation);
            quotes++;
            progress.Show(() => $"{path}: {Phrase.Count(quotes, "quote")}");
        }

        await lines.Finish();
        progress.Clear();
        if (output.IsJson)
        {
            output.Document(new { File = path, Quotes = quotes });
        }
        else
        {
            output.Line($"{path}: {Phrase.Count(quotes, "quote")}.");
        }

        return ExitCode.Fine;
    }
}
