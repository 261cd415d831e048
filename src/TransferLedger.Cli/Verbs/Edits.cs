using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>What an entry that was handed in did.</summary>
internal static class Edits
{
    /// <summary>Of so many all are shown, also those that stay the same.</summary>
    private const int FewFigures = 2;

    private const string Same = "the same";

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
        var (shown, unchanged) = (0, 0);
        var distinct = days.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var figure in figures)
        {
            foreach (var day in distinct)
            {
                var path = $"figures/{figure}/revisions?axis=recorded&asOf={day}";
                var history = (await server.Get(path, cancellation)).As<RevisionsAnswer>();
                var (before, after) = At(history, position);
                if (after == Same && figures.Count > FewFigures)
                {
                    unchanged++;
                    continue;
                }

                shown++;
                listing.Add(figure, day, before, after);
            }
        }

        if (shown > 0)
        {
            output.Line();
            output.Table(listing);
        }

        if (unchanged > 0)
        {
            output.Paragraph(
                $"{(shown > 0 ? "All other" : "All")} estimates of the {Phrase.Number(figures.Count)} figures that it concerns stay the same, as of {string.Join(" and of ", distinct)}."
            );
        }
    }

    private static (string Before, string After) At(RevisionsAnswer history, long position)
    {
        var until = history.Items.Where(revision => revision.Position <= position).ToList();
        if (until.Count == 0)
        {
            return ("no claim yet", Same);
        }

        var last = until[^1];
        var after = Estimates.Short(last.After, history.Unit);
        if (last.Position < position)
        {
            return (after, Same);
        }

        var before = Estimates.Short(last.Before, history.Unit);
        return (before, before == after ? $"{Same}, for other reasons" : after);
    }
}
