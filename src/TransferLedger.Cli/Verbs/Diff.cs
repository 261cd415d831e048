using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Events;
using TransferLedger.Core.Time;

namespace TransferLedger.Cli.Verbs;

/// <summary>
/// <c>diff</c>: one figure at two pairs of day and moment, side by side, and what led from one to the other: first what was recorded
/// between the two moments, for whoever stood at the first day, then what had been said between the two days.
/// </summary>
internal sealed class Diff : ReadVerb
{
    private readonly Argument<string> figure = FigureArgument.New();

    private readonly Option<string?> toAsOf = new("--to-as-of")
    {
        HelpName = "day",
        Description = "The day of the second pair, not before that of the first. Default: today (UTC).",
    };

    private readonly Option<string?> toKnownAt = new("--to-known-at")
    {
        HelpName = "moment",
        Description = "The moment of the second pair, not before that of the first. Default: now.",
    };

    public Diff()
        : base("diff", "Show a figure at two moments side by side: what changed, and which claim did it.")
    {
        Arguments.Add(figure);
        Takes(toAsOf, toKnownAt);
        Validators.Add(given =>
        {
            if (
                given.GetValue(toAsOf) is { } day
                && AsOf.Read(day) is { IsOk: false, Faults: [var unreadable, ..] }
            )
            {
                given.AddError($"--to-as-of: {unreadable.Says}");
            }

            if (
                given.GetValue(toKnownAt) is { } moment
                && KnownAt.Read(moment) is { IsOk: false, Faults: [var fault, ..] }
            )
            {
                given.AddError($"--to-known-at: {fault.Says}");
            }
        });
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var path = $"figures/{given.GetRequiredValue(figure)}";
        var (from, to) = await Moments(given, server, cancellation);
        var first = await server.Get(At(path, given.GetValue<string?>("--as-of"), from), cancellation);
        var second = await server.Get(At(path, given.GetValue(toAsOf), to), cancellation);
        var (before, after) = (first.As<EstimateAnswer>(), second.As<EstimateAnswer>());
        RefuseBackwards(before, after);
        var recorded = await Steps(
            server,
            At($"{path}/revisions", before.AsOf, to, ("axis", "recorded")),
            step => (long?)step["position"] > (before.KnownAt?.Position ?? -1),
            cancellation
        );
        var said = await Steps(
            server,
            At($"{path}/revisions", after.AsOf, to, ("axis", "stated")),
            step => string.CompareOrdinal((string?)step["day"], before.AsOf) > 0,
            cancellation
        );
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    before.Figure,
                    First = first.AsNode(),
                    Second = second.AsNode(),
                    Recorded = recorded.AsNode()["items"],
                    Stated = said.AsNode()["items"],
                }
            );
            return ExitCode.Fine;
        }

        var claims = await FigureClaims.Of(
            before.Figure,
            claimsPath => At(claimsPath, after.AsOf, to),
            server,
            cancellation
        );
        SideBySide(before, after, output);
        Led(
            $"What was recorded in between changed the estimate as of {before.AsOf}:",
            $"Nothing that was recorded in between changed the estimate as of {before.AsOf}.",
            recorded,
            claims,
            output
        );
        Led(
            $"What had been said between {before.AsOf} and {after.AsOf} changed it:",
            $"Nothing had been said between {before.AsOf} and {after.AsOf} that changed it.",
            said,
            claims,
            output
        );
        return ExitCode.Fine;
    }

    /// <summary>A path at a day and a moment.</summary>
    private static string At(
        string path,
        string? day,
        string? moment,
        params (string Name, string? Value)[] query
    ) => Path(path, [("asOf", day), ("knownAt", moment), .. query]);

    /// <summary>
    /// The moments of both pairs, the later one second. Now is pinned to a position first: what is filed meanwhile lies behind both.
    /// </summary>
    private async Task<(string? From, string? To)> Moments(
        ParseResult given,
        ServerClient server,
        CancellationToken cancellation
    )
    {
        var now = await Standing(server, moment: null, cancellation);
        var (from, to) = (given.GetValue<string?>("--known-at"), given.GetValue(toKnownAt));
        var first = from is null ? now : await Standing(server, from, cancellation);
        var second = to is null ? now : await Standing(server, to, cancellation);
        if ((second ?? -1) < (first ?? -1))
        {
            throw HaltException.Wrong(
                "diff.backwards",
                $"The second moment, {Told(to, second)}, lies before the first, {Told(from, first)}. Name the earlier one with --known-at, the later one with --to-known-at."
            );
        }

        return (from ?? Text(first), to ?? Text(second));

        static string Told(string? asked, long? position) => asked ?? $"now ({Text(position)})";
    }

    private static string? Text(long? position) => position?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The last position that is known at a moment, whatever it is about; null: none.</summary>
    private static async Task<long?> Standing(
        ServerClient server,
        string? moment,
        CancellationToken cancellation
    )
    {
        var list = await server.Get(Path("corridors", ("knownAt", moment), ("limit", "1")), cancellation);
        return (long?)list.AsNode()["knownAt"]?["position"];
    }

    private static void RefuseBackwards(EstimateAnswer before, EstimateAnswer after)
    {
        if (string.CompareOrdinal(after.AsOf, before.AsOf) < 0)
        {
            throw HaltException.Wrong(
                "diff.backwards",
                $"{after.AsOf} lies before {before.AsOf}. Name the earlier day with --as-of, the later one with --to-as-of."
            );
        }
    }

    /// <summary>Those steps of a history that are wanted.</summary>
    private static async Task<Answer> Steps(
        ServerClient server,
        string path,
        Func<JsonObject, bool> isWanted,
        CancellationToken cancellation
    )
    {
        var history = (await server.Get(path, cancellation)).AsNode();
        var items = history["items"]!.AsArray();
        foreach (var other in items.Where(item => !isWanted(item!.AsObject())).ToList())
        {
            items.Remove(other);
        }

        return new Answer(System.Text.Encoding.UTF8.GetBytes(history.ToJsonString()));
    }

    private static void SideBySide(EstimateAnswer before, EstimateAnswer after, Output output)
    {
        output.Line(before.Figure);
        var listing = new Listing(
            new Column(""),
            new Column("First", IsFlexible: true),
            new Column("Second", IsFlexible: true)
        );
        Row("as of", estimate => estimate.AsOf);
        Row("rests on entry", estimate => Phrase.Number(estimate.KnownAt?.Position, unit: null));
        Row(
            "range",
            estimate =>
                Estimates.Short(estimate.Status, estimate.Low, estimate.High, estimate.Point, estimate.Unit)
        );
        Row("period", estimate => Estimates.Period(estimate.Period));
        Row("words", estimate => estimate.Words);
        Row("leading claim", estimate => estimate.Leading);
        Row("perspectives", estimate => Phrase.Number(estimate.Perspectives.Count));
        Row("conflicts", estimate => Phrase.Number(estimate.Conflicts.Count));
        Row("denials", estimate => Phrase.Number(estimate.Denials.Count));
        output.Table(listing);
        return;

        void Row(string what, Func<EstimateAnswer, string?> of) => listing.Add(what, of(before), of(after));
    }

    private static void Led(string some, string none, Answer steps, FigureClaims claims, Output output)
    {
        var history = steps.As<RevisionsAnswer>();
        output.Line();
        if (history.Items.Count == 0)
        {
            output.Paragraph(none);
            return;
        }

        output.Paragraph(some);
        Revisions.Table(history, claims, output);
    }
}
