using System.CommandLine;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>A verb that asks about one figure.</summary>
internal abstract class FigureVerb : ReadVerb
{
    private readonly Argument<string> figure = FigureArgument.New();
    private readonly Narrowing narrowing = new();

    protected FigureVerb(string name, string description)
        : base(name, description)
    {
        Arguments.Add(figure);
        narrowing.Perspective.CompletionSources.Add(Suggestions.Perspectives);
        Takes(narrowing.Perspective, narrowing.MinReliability);
    }

    /// <summary>The path of the figure, or of what stands beneath it, as it was asked for.</summary>
    protected string Path(ParseResult given, string part = "", params (string Name, string? Value)[] query) =>
        At(given, $"figures/{given.GetRequiredValue(figure)}{part}", [.. narrowing.Of(given), .. query]);

    /// <summary>The same at the day of an answer that has come: midnight may have passed since.</summary>
    protected string PathOf(EstimateAnswer estimate, ParseResult given, string part) =>
        AtDayOf(estimate.AsOf, given, $"figures/{estimate.Figure}{part}", [.. narrowing.Of(given)]);
}
