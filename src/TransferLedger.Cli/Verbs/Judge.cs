using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Events;
using TransferLedger.Core.Values;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>judge</c>: whether two statements are one.</summary>
internal sealed class Judge : ServerVerb
{
    private readonly Argument<string> first = StatementArgument.New("first");
    private readonly Argument<string> second = StatementArgument.New("second");

    private readonly Argument<string> judgement = new("judgement")
    {
        Description =
            "same, different, or unsure. Of judgements on a pair the latest stands; same is transitive.",
    };

    private readonly Option<string> reason = new("--reason")
    {
        Required = true,
        HelpName = "text",
        Description = "Why; it is written into the log and shown with the statements.",
    };

    private readonly Option<string?> version = EditVerb.VersionOption(
        "The version of all judgements that you have seen, such as v3; refused if somebody else was faster. Default: whatever it is."
    );

    public Judge()
        : base("judge", "Judge whether two statements are one (key of an editor).")
    {
        judgement.OneOf([.. Enum.GetValues<Judgement>().Select(Kebab.Of)]);
        Arguments.Add(first);
        Arguments.Add(second);
        Arguments.Add(judgement);
        Takes(reason, version);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        string[] pair = [given.GetRequiredValue(first), given.GetRequiredValue(second)];
        var document = new JsonObject
        {
            ["first"] = pair[0],
            ["second"] = pair[1],
            ["judgement"] = given.GetRequiredValue(judgement),
            ["reason"] = given.GetRequiredValue(reason),
        };
        // A misspelt id would be recorded for ever, and reach nothing.
        var before = await Appearances(pair, server, cancellation);
        var answer = await server.Post("judgements", document, given.GetValue(version), cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var edited = answer.As<EditedAnswer>();
        Edits.Tell(string.Join(" and ", pair), edited, $"{edited.Version} of the judgements", output);
        if (edited is { Event: not null, Projected: true })
        {
            await Edits.TellChanges(
                [
                    .. before
                        .Claims.Select(claim => claim.Figure)
                        .OfType<string>()
                        .Distinct()
                        .Order(StringComparer.Ordinal),
                ],
                edited.Position,
                [before.Claims.Select(claim => claim.Said).Max(StringComparer.Ordinal)!, before.Today],
                server,
                output,
                cancellation
            );
        }

        return ExitCode.Fine;
    }

    private static async Task<(List<AppearanceAnswer> Claims, string Today)> Appearances(
        string[] statements,
        ServerClient server,
        CancellationToken cancellation
    )
    {
        var claims = new List<AppearanceAnswer>();
        var today = "";
        foreach (var statement in statements)
        {
            var answer = await server.Get($"statements/{Uri.EscapeDataString(statement)}", cancellation);
            var read = answer.As<StatementAnswer>();
            claims.AddRange(read.Appearances);
            today = read.AsOf;
        }

        return (claims, today);
    }
}
