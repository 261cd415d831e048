using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>Options that let a verb read some claims only.</summary>
internal sealed class Narrowing
{
    private readonly Option<string?> perspective = new("--perspective")
    {
        HelpName = "KR",
        Description =
            "Only what this perspective says: a country, or the code of an organisation. Default: all, side by side.",
    };

    public Option<string?> Perspective => perspective;

    public Option<string?> MinReliability { get; } = MinReliabilityOption();

    public static Option<string?> MinReliabilityOption()
    {
        var option = new Option<string?>("--min-reliability")
        {
            HelpName = "letter",
            Description =
                "Only claims whose source is graded like this or better, A (best) to F. Default: all, the ungraded too.",
        };
        option.OneOf("A", "B", "C", "D", "E", "F");
        return option;
    }

    /// <summary>As members of a query.</summary>
    public (string Name, string? Value)[] Of(ParseResult given) =>
        [("perspective", given.GetValue(perspective)), ("minReliability", given.GetValue(MinReliability))];

    /// <summary>A sentence that says so where not all claims were read; else null.</summary>
    public static string? Remark(NarrowingAnswer? narrowing) =>
        narrowing switch
        {
            { Perspective: { } who, MinReliability: { } least } =>
                $"Read: only claims of {who} whose source is graded {least} or better.",
            { Perspective: { } who } => $"Read: only claims of {who}.",
            { MinReliability: { } least } => $"Read: only claims whose source is graded {least} or better.",
            _ => null,
        };
}
