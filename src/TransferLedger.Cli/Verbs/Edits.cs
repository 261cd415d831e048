using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>What an entry that was handed in did.</summary>
internal static class Edits
{
    /// <summary>Where it stands in the log.</summary>
    /// <param name="of">What it is about.</param>
    public static void Tell(string of, EditedAnswer edited, string version, Output output)
    {
        if (edited.Event is { } what)
        {
            output.Line($"{of}: {what}, recorded at position {Phrase.Number(edited.Position)} as {version}.");
        }
        else
        {
            output.Line(
                $"{of}: nothing was recorded, the same stands there since position {Phrase.Number(edited.Position)}, {version}."
            );
        }

        if (!edited.Projected)
        {
            output.Remark("It is safe in the ledger; the figures are still catching up with it.");
        }
    }

    /// <summary>How each figure's estimate changed through the entry, as of some days.</summary>
    public static async Task TellChanges(
        IReadOnlyList<string> figures,
        long position,
        IEnumerable<string> days,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        if (figures.Count == 0)
        {
            output.Line("It feeds no figure: no estimate changes.");
            return;
        }

        var listing = new Listing(
            new Column("Figure"),
            new Column("As of"),
            new Column("Before", IsFlexible: true),
            new Column("After", IsFlexible: true)
        );
        foreach (var figure in figures)
        {
            foreach (var day in days.Distinct(StringComparer.Ordinal))
            {
                var path = $"figures/{figure}/revisions?axis=recorded&asOf={day}";
                var history = (await server.Get(path, cancellation)).As<RevisionsAnswer>();
                var (before, after) = At(history, position);
                listing.Add(figure, day, before, after);
            }
        }

        output.Line();
        output.Table(listing);
    }

    private static (string Before, string After) At(RevisionsAnswer history, long position)
    {
        var until = history.Items.Where(revision => revision.Position <= position).ToList();
        if (until.Count == 0)
        {
            return ("no claim yet", "the same");
        }

        var last = until[^1];
        var after = Estimates.Short(last.After, history.Unit);
        if (last.Position < position)
        {
            return (after, "the same");
        }

        var before = Estimates.Short(last.Before, history.Unit);
        return (before, before == after ? "the same, for other reasons" : after);
    }
}
