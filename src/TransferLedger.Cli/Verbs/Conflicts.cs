using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>conflicts</c>: claims that cannot all hold.</summary>
internal sealed class Conflicts : ReadVerb
{
    private const string Indent = "  ";

    private readonly Option<string?> corridor = new("--corridor")
    {
        HelpName = "KP-RU",
        Description = "Only figures of this corridor. Default: all.",
    };

    private readonly Option<string?> measure = new("--measure")
    {
        HelpName = "word",
        Description =
            $"Only this measure: {string.Join(", ", Enum.GetValues<Measure>().Select(m => m.Word()))}. Default: all.",
    };

    private readonly Option<string?> grade = new("--grade")
    {
        HelpName = "word",
        Description =
            "contradiction (whatever their dates and \"approximately\" mean), or tension (with other dates or tolerance they could hold). Default: both.",
    };

    private readonly Option<string?> party = new("--party")
    {
        HelpName = "KR",
        Description = "Only those in which this perspective takes part. Default: all.",
    };

    private readonly Option<string?> minReliability = Narrowing.MinReliabilityOption();

    public Conflicts()
        : base("conflicts", "List the claims that cannot all hold, with who says what and the arithmetic.")
    {
        measure.OneOf([.. Enum.GetValues<Measure>().Select(m => m.Word())]);
        grade.OneOf([.. Enum.GetValues<ConflictGrade>().Select(Kebab.Of)]);
        corridor.CompletionSources.Add(Suggestions.Corridors);
        party.CompletionSources.Add(Suggestions.Perspectives);
        Takes(corridor, measure, grade, party, minReliability);
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
            "conflicts",
            ("corridor", given.GetValue(corridor)),
            ("measure", given.GetValue(measure)),
            ("grade", given.GetValue(grade)),
            ("party", given.GetValue(party)),
            ("minReliability", given.GetValue(minReliability)),
            ("limit", "1000")
        );
        var answer = await server.GetAll(path, cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        Show(answer.As<ListAnswer<ConflictAnswer>>(), output);
        return ExitCode.Fine;
    }

    /// <summary>One conflict: its grade, who, the claims, and the arithmetic in words.</summary>
    public static void Show(ConflictAnswer conflict, Output output)
    {
        var who = string.Join(" and ", conflict.Between);
        var between = conflict.Between.Count > 1 ? $"between {who}" : $"within {who}";
        var other = conflict.BearsOnPeriod ? "" : ", about other days than the figure's period";
        output.Paragraph($"{conflict.Grade} {between}{other}: {string.Join(", ", conflict.Claims)}");
        output.Paragraph(conflict.Text, Indent);
    }

    private static void Show(ListAnswer<ConflictAnswer> conflicts, Output output)
    {
        if (conflicts.Items.Count == 0)
        {
            output.Line($"None as of {conflicts.AsOf}: all claims that were read can hold together.");
            return;
        }

        var figures = conflicts.Items.GroupBy(conflict => conflict.Figure!).ToList();
        output.Line(
            $"{Phrase.Count(conflicts.Items.Count, "conflict")} on {Phrase.Count(figures.Count, "figure")} as of {conflicts.AsOf}"
        );
        foreach (var figure in figures)
        {
            output.Heading(figure.Key);
            foreach (var conflict in figure)
            {
                Show(conflict, output);
            }
        }
    }
}
