using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>subscriptions add</c>: deliveries to an address begin.</summary>
internal sealed class SubscriptionsAdd : ServerVerb
{
    private readonly Argument<string> target = new("address")
    {
        HelpName = "address",
        Description =
            "Where events are posted, such as https://example.org/ledger: public, on port 443 or 80.",
    };

    private readonly Option<string[]> types = Names("--type", "containers-reported", "event types");
    private readonly Option<string[]> corridors = Names("--corridor", "KP-RU", "corridors");
    private readonly Option<string[]> figures = Names("--figure", "KP-RU/containers", "figures");
    private readonly Option<string[]> perspectives = Names("--perspective", "KR", "perspectives");

    private readonly Option<string?> from = new("--from")
    {
        HelpName = "place",
        Description =
            "Begin there: a place such as 57.0, an instant, a day, or now. Default: now. 0 delivers the whole log.",
    };

    private readonly Option<int?> batch = new("--batch")
    {
        HelpName = "1-100",
        Description =
            "At most so many events in one delivery. Default: 1. More where there is much to catch up with.",
    };

    private readonly Option<string?> onFailure = new("--on-failure")
    {
        Description =
            "When the last retry failed: block stops, dead-letter sets the events aside and goes on. Default: block.",
    };

    public SubscriptionsAdd()
        : base(
            "add",
            "Have events delivered to an address (key of a subscriber). Prints the secret that deliveries are signed with, this once."
        )
    {
        onFailure.OneOf(["block", "dead-letter"]);
        corridors.CompletionSources.Add(Suggestions.Corridors);
        figures.CompletionSources.Add(Suggestions.Figures);
        perspectives.CompletionSources.Add(Suggestions.Perspectives);
        Arguments.Add(target);
        Takes(types, corridors, figures, perspectives, from, batch, onFailure);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var document = new JsonObject
        {
            ["url"] = given.GetRequiredValue(target),
            ["types"] = List(given.GetValue(types)),
            ["corridors"] = List(given.GetValue(corridors)),
            ["figures"] = List(given.GetValue(figures)),
            ["perspectives"] = List(given.GetValue(perspectives)),
            ["from"] = given.GetValue(from),
            ["batch"] = given.GetValue(batch),
            ["onFailure"] = given.GetValue(onFailure),
        };
        var answer = await server.Post("subscriptions", document, version: null, cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var made = answer.As<SubscriptionAnswer>();
        output.Line(made.Secret ?? "");
        output.Remark(
            $"{made.Id} delivers from {made.Bookmark} on. Keep the secret: it cannot be shown again, only replaced with transferledger subscriptions rotate."
        );
        return ExitCode.Fine;
    }

    private static JsonArray List(string[]? names) =>
        [
            .. (names ?? [])
                .SelectMany(name =>
                    name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                )
                .Select(name => (JsonNode)name),
        ];

    private static Option<string[]> Names(string name, string example, string what) =>
        new(name)
        {
            HelpName = example,
            Description = $"Only events of these {what}, with commas; may stand several times. Default: all.",
            AllowMultipleArgumentsPerToken = false,
        };
}
