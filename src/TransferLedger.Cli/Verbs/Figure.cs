using System.CommandLine;
using System.Text.Json;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>figure</c>: the estimate of a figure, and why it is what it is.</summary>
internal sealed class Figure : ReadVerb
{
    private readonly Argument<string> figure = FigureArgument.New();

    public Figure()
        : base(
            "figure",
            "Show the estimate of a figure: its range, each perspective, and the claims that prove it."
        ) => Arguments.Add(figure);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var path = $"figures/{given.GetRequiredValue(figure)}";
        var answer = await server.Get(At(given, path), cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var estimate = answer.As<EstimateAnswer>();
        // Of the same day, even if midnight passes in between.
        var why = await server.Get($"{path}/explanation?asOf={estimate.AsOf}", cancellation);
        Headline(estimate, output);
        Perspectives(estimate, output);
        Why(estimate, why.As<ExplanationAnswer>(), output);
        SetAside(estimate, output);
        Boundless(estimate, output);
        Denials(estimate, output);
        Footer(estimate, output);
        return ExitCode.Fine;
    }

    private static void Headline(EstimateAnswer estimate, Output output)
    {
        var range = Estimates.Short(
            estimate.Status,
            estimate.Low,
            estimate.High,
            estimate.Point,
            estimate.Unit
        );
        var period = Estimates.Period(estimate.Period);
        output.Line(
            $"{estimate.Figure} as of {estimate.AsOf}: {range}{(period.Length > 0 ? $", {period}" : "")}"
        );
        if (estimate.Gaps is { Count: > 0 } gaps)
        {
            var between = gaps.Select(gap => Phrase.Range(gap.From, gap.To, estimate.Unit));
            output.Line($"Nobody supports {string.Join(", ", between)}.");
        }
    }

    private static void Perspectives(EstimateAnswer estimate, Output output)
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
                Says(perspective, estimate.Unit),
                Estimates.Period(perspective.Period),
                OverPeriod(perspective, estimate),
                perspective.Words,
                perspective.Leading
            );
        }

        output.Table(listing);
    }

    private static string Says(PerspectiveAnswer perspective, string? unit)
    {
        var range = Phrase.Range(perspective.Low, perspective.High, unit);
        return perspective.Point is { } point && !(perspective.Low == point && perspective.High == point)
            ? $"{range}, point {Phrase.Number(point, unit)}"
            : range;
    }

    private static string OverPeriod(PerspectiveAnswer perspective, EstimateAnswer estimate) =>
        estimate.Ranges?.FirstOrDefault(range => range.Perspective == perspective.Perspective) switch
        {
            null => "",
            { Bears: false } => "says nothing",
            var range => Phrase.Range(range.Low, range.High, estimate.Unit),
        };

    private static void Why(EstimateAnswer estimate, ExplanationAnswer why, Output output)
    {
        if (why.Low.Count + why.High.Count == 0)
        {
            return;
        }

        output.Heading("Why");
        var listing = new Listing(
            new Column(""),
            new Column("Claim"),
            new Column("Says", IsFlexible: true),
            new Column("About", Rank: 1)
        );
        Steps(listing, "low", why.Low, estimate.Unit);
        Steps(listing, "high", why.High, estimate.Unit);
        output.Table(listing);
    }

    private static void Steps(Listing listing, string bound, IReadOnlyList<StepAnswer> steps, string? unit)
    {
        foreach (var step in steps)
        {
            var side = step.Side == "at-least" ? "at least" : "at most";
            listing.Add(
                bound,
                step.Claim,
                $"{side} {Phrase.Number(step.Number, unit)}",
                Phrase.Period(step.From, step.To)
            );
        }
    }

    private static void SetAside(EstimateAnswer estimate, Output output)
    {
        var superseded = estimate.Perspectives.SelectMany(p => p.Superseded ?? []).ToList();
        if (superseded.Count == 0)
        {
            return;
        }

        output.Heading("Superseded");
        var listing = new Listing(new Column("Claim"), new Column("By", IsFlexible: true));
        foreach (var claim in superseded)
        {
            var by = string.Join(", ", claim.By);
            listing.Add(claim.Claim, claim.RetoldDifferently ? $"{by} (retold differently)" : by);
        }

        output.Table(listing);
    }

    private static void Boundless(EstimateAnswer estimate, Output output)
    {
        if (estimate.Boundless is not { Count: > 0 } boundless)
        {
            return;
        }

        output.Heading("Listed, without a bound");
        var listing = new Listing(new Column("Claim"), new Column("Because", IsFlexible: true));
        foreach (var claim in boundless)
        {
            listing.Add(claim.Claim, BoundlessBecause(claim.Why));
        }

        output.Table(listing);
    }

    private static string BoundlessBecause(string why) =>
        why switch
        {
            "unattributed" => "nobody is named as its source",
            "unread" => "its words hold no number",
            "unquantified" => "it gives no quantity",
            "repeats" => "it repeats another claimant's statement",
            "rate" => "it is a rate, not a total",
            "not-moved" => "its goods had not moved",
            "starts-after-it-ends" => "its period starts after it ends",
            "used-ceiling" => "a ceiling on what was used says nothing about what was moved",
            _ => why,
        };

    private static void Denials(EstimateAnswer estimate, Output output)
    {
        if (estimate.Denials is not { Count: > 0 } denials)
        {
            return;
        }

        output.Heading("Denials (they never move a number)");
        var listing = new Listing(
            new Column("Claim"),
            new Column("By", IsFlexible: true),
            new Column("Forms", IsFlexible: true),
            new Column("Relation", Rank: 1)
        );
        foreach (var denial in denials)
        {
            listing.Add(
                denial.Claim,
                Claimant(denial.Claimant),
                string.Join(", ", denial.Forms),
                denial.Relation
            );
        }

        output.Table(listing);
    }

    private static string Claimant(JsonElement claimant) =>
        claimant.ValueKind == JsonValueKind.String ? claimant.GetString()! : "nobody named";

    private static void Footer(EstimateAnswer estimate, Output output)
    {
        var behind = estimate.Corroboration;
        output.Line();
        output.Line(
            $"Behind it: {Phrase.Count(behind.Statements, "statement")} by {Phrase.Count(behind.Claimants, "claimant")}, in {Phrase.Count(behind.Appearances, "claim")}. Policy {estimate.Policy.Name}."
        );
    }
}
