using System.Globalization;
using Spectre.Console;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Background;

namespace TransferLedger.Server.Sample;

/// <summary>What a person sees who starts the server with the sample: a figure that moved, and where to go on.</summary>
internal static class SampleGreeting
{
    private const string Shown = "KP-RU/containers";
    private const int PlainWidth = 120;

    public static async Task Print(
        string address,
        string? home,
        LedgerReads reads,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var figure = FigureId.Read(Shown).Value;
        var ledger = await reads.At(size: null, cancellation);
        var entries = await ledger.EntriesOfFigures([figure], cancellation);
        var record = entries[figure].Record();
        var history = RevisionHistory.ByStated(record, today, Policy.Current);
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("said on", "containers", "status", "who said so", "in these words");
        foreach (var revision in history)
        {
            var leading = record
                .Claims.FirstOrDefault(state => state.Claim.Id == revision.After.Leading)
                ?.Claim;
            table.AddRow(
                new Text(Day(revision.At.Day)),
                new Text(Range(revision.After)),
                new Text(Core.Values.Kebab.Of(revision.After.Status)),
                new Text(
                    leading?.Claimant?.Name
                        ?? leading?.Claimant?.Organisation
                        ?? leading?.Perspective.Id
                        ?? ""
                ),
                new Text(revision.After.Words ?? "")
            );
        }

        var console = Terminal();
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Shown}[/], as it was revised:");
        console.Write(table);
        console.MarkupLineInterpolated($"TransferLedger answers at [bold]{address}[/]");
        // Addresses and paths are taken from here by hand: none is broken at the edge of the terminal.
        var plain = console.Profile.Out.Writer;
        plain.WriteLine($"Look at  {address}/{Shown}?asOf=2024-03-01");
        plain.WriteLine(
            $"File at  {address}/file{(home is null ? "" : $", with the key in {Path.Combine(home, Home.KeyFile)}")}"
        );
        console.WriteLine("Ctrl+C stops it.");
    }

    private static IAnsiConsole Terminal()
    {
        var plain = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect }
        );
        console.Profile.Width = plain ? PlainWidth : console.Profile.Width;
        return console;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Range(Standing standing) =>
        (standing.Low, standing.High) switch
        {
            (null, _) => "no number",
            ({ } low, null) => $"{low:N0} or more",
            ({ } low, { } high) when low == high => $"{low:N0}",
            ({ } low, { } high) => $"{low:N0} to {high:N0}",
        };
}
