using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>claimant</c>: the track record of one who says things.</summary>
internal sealed class Claimant : ReadVerb
{
    private const int MostRows = 12;

    private readonly Argument<string> claimant = new("claimant")
    {
        HelpName = "claimant",
        Description = "Its id, such as shin-won-sik-kr: name with country or organisation.",
    };

    public Claimant()
        : base(
            "claimant",
            "Show a claimant's track record: claims, how far their own numbers moved, conflicts, denials."
        )
    {
        claimant.CompletionSources.Add(Suggestions.Claimants);
        Arguments.Add(claimant);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var path = $"claimants/{Uri.EscapeDataString(given.GetRequiredValue(claimant))}";
        var answer = await server.Get(At(given, path), cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        Show(answer.As<TrackRecordAnswer>(), output);
        return ExitCode.Fine;
    }

    private static void Show(TrackRecordAnswer found, Output output)
    {
        output.Line($"{found.Id} as of {found.AsOf}: {Claimants.Name(found.Claimant)}");
        output.Paragraph(
            $"{Phrase.Count(found.Claims, "claim")} in {Phrase.Count(found.Statements, "statement")}, from {found.FirstSaid} to {found.LastSaid}, read with {found.Perspective}."
        );
        if (found.Figures.Count > 0)
        {
            output.Paragraph($"About {Phrase.Some(found.Figures, MostRows)}.");
        }

        var record = found.Record;
        output.Paragraph($"Own numbers {Moved(record)}.");
        Revisions(record.Revisions, output);
        Changes(record.Changes, output);
        Conflicts(found.Conflicts, output);
        Denials(found.DenialsIssued, output);
    }

    private static void Revisions(IReadOnlyList<OwnRevisionAnswer> revisions, Output output)
    {
        if (revisions.Count == 0)
        {
            return;
        }

        output.Heading("How their own numbers moved");
        var listing = new Listing(
            new Column("Day"),
            new Column("Figure", Rank: 1),
            new Column("Kind"),
            new Column("Before", IsFlexible: true),
            new Column("After", IsFlexible: true),
            new Column("About", Rank: 2)
        );
        foreach (var revision in revisions.Take(MostRows))
        {
            listing.Add(
                revision.Day,
                revision.Figure,
                revision.Kind,
                Said(revision.Before),
                Said(revision.After),
                Estimates.Period(revision.After.Period)
            );
        }

        output.Table(listing);
        More(revisions.Count, output);
    }

    private static string Said(StandingAnswer standing) =>
        standing.Words ?? Phrase.Range(standing.Low, standing.High, unit: null);

    private static void Changes(IReadOnlyList<ClaimChangeAnswer> changes, Output output)
    {
        if (changes.Count == 0)
        {
            return;
        }

        output.Heading("Corrected and withdrawn");
        var listing = new Listing(new Column("Day"), new Column("Claim"), new Column("Was"));
        foreach (var change in changes.Take(MostRows))
        {
            listing.Add(change.Day, change.Claim, change.Kind);
        }

        output.Table(listing);
        More(changes.Count, output);
    }

    private static void Conflicts(IReadOnlyList<ConflictAnswer> conflicts, Output output)
    {
        if (conflicts.Count == 0)
        {
            return;
        }

        output.Heading("What does not hold together");
        foreach (var conflict in conflicts.Take(MostRows))
        {
            Verbs.Conflicts.Show(conflict, output);
        }

        More(conflicts.Count, output);
    }

    private static void Denials(IReadOnlyList<ClaimAnswer> denials, Output output)
    {
        if (denials.Count == 0)
        {
            return;
        }

        output.Heading("Denials");
        var listing = new Listing(
            new Column("Claim"),
            new Column("Said"),
            new Column("What", IsFlexible: true),
            new Column("Could answer", IsFlexible: true)
        );
        foreach (var denial in denials.Take(MostRows))
        {
            listing.Add(
                denial.Claim,
                denial.Said,
                Verbs.Denials.What(denial.Data),
                Verbs.Denials.CouldAnswer(denial)
            );
        }

        output.Table(listing);
        More(denials.Count, output);
    }

    private static string Moved(OwnRecordAnswer record)
    {
        (string What, int Times)[] all =
        [
            ("raised", record.Raised),
            ("lowered", record.Lowered),
            ("tightened", record.Tightened),
            ("widened", record.Widened),
            ("corrected", record.Corrections),
            ("withdrawn", record.Withdrawals),
        ];
        var moved = all.Where(one => one.Times > 0)
            .Select(one => $"{one.What} {(one.Times == 1 ? "once" : Phrase.Count(one.Times, "time"))}")
            .ToList();
        return moved.Count == 0 ? "never moved" : string.Join(", ", moved);
    }

    private static void More(int all, Output output)
    {
        if (all > MostRows)
        {
            output.Line($"… and {Phrase.Number(all - MostRows)} more: see --json");
        }
    }
}
