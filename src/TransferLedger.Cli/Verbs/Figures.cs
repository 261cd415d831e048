using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>figures</c>: every figure with its range and status.</summary>
internal sealed class Figures : ReadVerb
{
    private readonly Option<string?> corridor = new("--corridor")
    {
        HelpName = "KP-RU",
        Description = "Only figures of this corridor. Default: all.",
    };

    private readonly Option<string?> measure = new("--measure")
    {
        HelpName = "word",
        Description =
            $"Only this measure: {Words(Enum.GetValues<Measure>().Select(m => m.Word()))}. Default: all.",
    };

    private readonly Option<string?> status = new("--status")
    {
        HelpName = "word",
        Description =
            $"Only this status: {Words(Enum.GetValues<EstimateStatus>().Select(Kebab.Of))}. Default: all.",
    };

    private readonly Narrowing narrowing = new();

    public Figures()
        : base(
            "figures",
            "List the figures: what is followed over time on a corridor, with its range and status."
        )
    {
        measure.OneOf([.. Enum.GetValues<Measure>().Select(m => m.Word())]);
        status.OneOf([.. Enum.GetValues<EstimateStatus>().Select(Kebab.Of)]);
        corridor.CompletionSources.Add(Suggestions.Corridors);
        narrowing.Perspective.CompletionSources.Add(Suggestions.Perspectives);
        Takes(corridor, measure, status, narrowing.Perspective, narrowing.MinReliability);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var path = At(
            given,
            "figures",
            [
                ("corridor", given.GetValue(corridor)),
                ("measure", given.GetValue(measure)),
                ("status", given.GetValue(status)),
                ("limit", "1000"),
                .. narrowing.Of(given),
            ]
        );
        var answer = await server.GetAll(path, cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        Show(answer.As<ListAnswer<FigureAnswer>>(), output);
        return ExitCode.Fine;
    }

    private static void Show(ListAnswer<FigureAnswer> figures, Output output)
    {
        if (figures.Items.Count == 0)
        {
            output.Line($"No such figure had been claimed by {figures.AsOf}.");
            return;
        }

        var listing = new Listing(
            new Column("Figure"),
            new Column("Range"),
            new Column("Status"),
            new Column("Point", Rank: 3, IsNumber: true),
            new Column("Period", Rank: 1),
            new Column("Words", Rank: 4, IsFlexible: true),
            new Column("Claims", Rank: 2, IsNumber: true),
            new Column("Last said", Rank: 6),
            new Column("Conflicts", Rank: 5, IsNumber: true)
        );
        foreach (var figure in figures.Items)
        {
            listing.Add(
                figure.Figure,
                Phrase.Range(figure.Low, figure.High, figure.Unit),
                figure.Status,
                Phrase.Number(figure.Point, figure.Unit),
                Estimates.Period(figure.Period),
                figure.Words,
                Phrase.Number(figure.Claims),
                figure.LastSaid,
                figure.Conflicts > 0 ? Phrase.Number(figure.Conflicts) : ""
            );
        }

        output.Table(listing);
    }

    private static string Words(IEnumerable<string> words) => string.Join(", ", words);
}
