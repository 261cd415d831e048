using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Answers;

namespace TransferLedger.Cli.Verbs;

/// <summary>A figure on a page: what its number rests on, and what stands beside it. Long lists are cut.</summary>
internal sealed class FigurePage(EstimateAnswer estimate, FigureClaims claims, Output output)
{
    private const int MostRows = 8;
    private const int MostDifferences = 3;
    private const int MostNames = 2;
    private const string Indent = "  ";

    public void Show(ExplanationAnswer why)
    {
        Perspectives();
        Why(why);
        Conflicts();
        Superseded();
        Boundless();
        Lineage();
        Denials();
        Absences();
        Footer();
    }

    private void Perspectives()
    {
        if (estimate.Perspectives.Count == 0)
        {
            return;
        }

        output.Heading("Perspectives");
        var listing = new Listing(
            new Column("Who"),
            new Column("Says", IsFlexible: true),
            new Column("About"),
            new Column("Over that period", Rank: 1, IsFlexible: true),
            new Column("Words", Rank: 2, IsFlexible: true),
            new Column("Leading claim", Rank: 3)
        );
        foreach (var perspective in estimate.Perspectives)
        {
            listing.Add(
                perspective.Perspective,
                Says(perspective),
                Estimates.Period(perspective.Period),
                OverPeriod(perspective),
                perspective.Words,
                perspective.Leading
            );
        }

        output.Table(listing);
    }

    private string Says(PerspectiveAnswer perspective)
    {
        var range = Phrase.Range(perspective.Low, perspective.High, estimate.Unit);
        return perspective.Point is { } point && !(perspective.Low == point && perspective.High == point)
            ? $"{range}, point {Phrase.Number(point, estimate.Unit)}"
            : range;
    }

    private string OverPeriod(PerspectiveAnswer perspective) =>
        estimate.Ranges.FirstOrDefault(range => range.Perspective == perspective.Perspective) switch
        {
            null => "",
            { Bears: false } => "says nothing",
            var range => Phrase.Range(range.Low, range.High, estimate.Unit),
        };

    private void Why(ExplanationAnswer why)
    {
        if (why.Low.Steps.Count + why.High.Steps.Count == 0)
        {
            return;
        }

        output.Heading("Why");
        output.Paragraph($"{why.Low.Sentence} {why.High.Sentence}");
        var listing = new Listing(
            new Column(""),
            new Column("Claim"),
            new Column("Says", IsFlexible: true),
            new Column("Who", Rank: 1, IsFlexible: true),
            new Column("About", Rank: 2)
        );
        foreach (
            var (bound, step) in why
                .Low.Steps.Select(step => ("low", step))
                .Concat(why.High.Steps.Select(step => ("high", step)))
        )
        {
            listing.Add(
                bound,
                step.Claim,
                Explain.Bound(step, estimate.Unit),
                Claimants.Name(step.Claimant),
                Phrase.Period(step.From, step.To)
            );
        }

        output.Table(listing);
    }

    private void Conflicts()
    {
        if (estimate.Conflicts.Count == 0)
        {
            return;
        }

        output.Heading("What does not hold together");
        foreach (var conflict in estimate.Conflicts.Take(MostRows))
        {
            Verbs.Conflicts.Show(conflict, output);
        }

        More(estimate.Conflicts.Count);
    }

    private void Superseded()
    {
        var superseded = estimate.Perspectives.SelectMany(p => p.Superseded).ToList();
        if (superseded.Count == 0)
        {
            return;
        }

        output.Heading("Superseded");
        foreach (var telling in superseded.Take(MostRows))
        {
            var again = telling.RetoldDifferently ? ", the same statement told differently" : "";
            output.Paragraph($"{telling.Claim} by {Phrase.Some(telling.By, MostNames)}{again}");
            if (telling.Conflict is { } conflict)
            {
                output.Paragraph(conflict.Text, Indent);
            }
        }

        More(superseded.Count);
    }

    private void Boundless()
    {
        if (estimate.Boundless.Count == 0)
        {
            return;
        }

        output.Heading("Listed, without a bound");
        var listing = new Listing(new Column("Claim"), new Column("Because", IsFlexible: true));
        foreach (var claim in estimate.Boundless.Take(MostRows))
        {
            listing.Add(claim.Claim, FateWords.WhyNot(claim.Why));
        }

        output.Table(listing);
        More(estimate.Boundless.Count);
    }

    private void Lineage()
    {
        var bent = estimate.Lineage;
        if (bent.Count == 0)
        {
            return;
        }

        output.Heading("Bent in retelling");
        foreach (var statement in bent.Take(MostRows))
        {
            output.Paragraph($"{statement.Statement}:");
            foreach (var difference in statement.Differences.Take(MostDifferences))
            {
                output.Paragraph($"{difference.Flag}: {difference.Text}.", Indent);
            }

            if (statement.Differences.Count > MostDifferences)
            {
                var more = Phrase.Number(statement.Differences.Count - MostDifferences);
                output.Line($"{Indent}… and {more} more: see transferledger statement {statement.Statement}");
            }
        }

        More(bent.Count);
    }

    private void Denials()
    {
        if (estimate.Denials.Count == 0)
        {
            return;
        }

        output.Heading("Denials (they never move a number)");
        var listing = new Listing(
            new Column("Claim"),
            new Column("By", IsFlexible: true),
            new Column("Said", Rank: 3),
            new Column("Forms", Rank: 2, IsFlexible: true),
            new Column("To the leading", Rank: 1),
            new Column("Could answer", IsFlexible: true)
        );
        foreach (var denial in estimate.Denials.Take(MostRows))
        {
            listing.Add(
                denial.Claim,
                claims.Find(denial.Claim) is { } said
                    ? Claimants.Name(said.Claimant)
                    : Claimants.Name(denial.Claimant),
                denial.Said,
                string.Join(", ", denial.Forms),
                denial.Relation ?? "not about it",
                CouldAnswer(denial.Claims)
            );
        }

        output.Table(listing);
        More(estimate.Denials.Count);
    }

    private string CouldAnswer(IReadOnlyList<DeniedClaimAnswer> denied)
    {
        var answered = denied.Where(claim => claim.CouldAnswer).Select(claim => claim.Claim);
        var who = claims.WhoSaid(answered);
        var count = denied.Count(claim => claim.CouldAnswer);
        return count == 0
            ? "none of its claims"
            : $"{count} of {denied.Count}: {Phrase.Some(who, MostNames)}";
    }

    private void Absences()
    {
        if (estimate.Absences.Count == 0)
        {
            return;
        }

        output.Heading("Looked for and not seen");
        var listing = new Listing(
            new Column("Claim"),
            new Column("By", Rank: 1, IsFlexible: true),
            new Column("What", IsFlexible: true),
            new Column("Observed", Rank: 2)
        );
        foreach (var absence in estimate.Absences.Take(MostRows))
        {
            listing.Add(absence.Claim, Claimants.Name(absence.Claimant), absence.What, absence.Observed);
        }

        output.Table(listing);
        More(estimate.Absences.Count);
    }

    private void Footer()
    {
        var behind = estimate.Corroboration;
        output.Line();
        output.Paragraph(
            $"Behind it: {Phrase.Count(behind.Statements, "statement")} by {Phrase.Count(behind.Claimants, "claimant")}, in {Phrase.Count(behind.Appearances, "claim")}. Policy {estimate.Policy.Name}."
        );
        var cut = estimate.Perspectives.SelectMany(p => p.Notes).Where(note => note.Kind == "coverage-cut");
        List("Cut to the day on which it was said", [.. cut.Select(note => note.Claim)]);
        List("Part of", estimate.Related.Wholes);
        List("Its parts", estimate.Related.Parts);
    }

    private void List(string how, IReadOnlyList<string> ids)
    {
        if (ids.Count > 0)
        {
            output.Paragraph($"{how}: {Phrase.Some(ids, MostRows)}.");
        }
    }

    private void More(int all)
    {
        if (all > MostRows)
        {
            output.Line($"… and {Phrase.Number(all - MostRows)} more: see --json");
        }
    }
}
