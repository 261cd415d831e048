using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>correct</c>: a publisher corrected what it reported.</summary>
internal sealed class Correct : EditVerb
{
    private readonly Option<string?> quantity = Became(
        "--quantity",
        "words|json",
        "The number in words, such as \"over 7,000\", or as an object with words and fields."
    );

    private readonly Option<string?> per = Became(
        "--per",
        "word",
        "What the quantity is for, such as container; together with --quantity."
    );

    private readonly Option<string?> share = Became(
        "--share",
        "words",
        "A share, such as half or 40 percent."
    );

    private readonly Option<string?> coverage = Became(
        "--coverage",
        "date",
        "The period that it is about (EDTF), such as 2023-09/2024-02-26; of a route, an absence or production what was observed."
    );

    private readonly Option<string?> item = Became(
        "--item",
        "slug",
        "The goods, such as artillery-round-152mm."
    );

    private readonly Option<string?> claimant = Became(
        "--claimant",
        "json|file",
        "Who said it, as in a report, such as '{\"kind\":\"state\",\"name\":\"…\",\"country\":\"KR\"}'."
    );

    private readonly Option<string[]> via = new("--via")
    {
        HelpName = "relay",
        Description =
            "Through whom the publisher has it, nearest to the claimant first; once for each. Default: as it was.",
    };

    private readonly Option<string> stated = StatedOption();
    private readonly Option<string> reason = ReasonOption();

    public Correct()
        : base(
            "correct",
            "Record that the publisher corrected a claim (key of an editor): what it became. Our own errors are for amend."
        ) => Takes(quantity, per, share, coverage, item, claimant, via, stated, reason);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var document = Document(given);
        var seen = await See(given, server, cancellation);
        return await HandIn(
            seen,
            "correction",
            document,
            [given.GetRequiredValue(stated)],
            server,
            output,
            cancellation
        );
    }

    private JsonObject Document(ParseResult given)
    {
        var document = new JsonObject();
        foreach (var option in new[] { per, share, coverage, item })
        {
            if (given.GetValue(option) is { } text)
            {
                document[option.Name[2..]] = text;
            }
        }

        if (given.GetValue(quantity) is { } words)
        {
            document["quantity"] = words.StartsWith('{') ? JsonGiven.Read(words) : words;
        }

        if (given.GetValue(claimant) is { } who)
        {
            document["claimant"] = JsonGiven.Read(who);
        }

        if (given.GetValue(via) is { Length: > 0 } relays)
        {
            document["via"] = new JsonArray([.. relays.Select(relay => JsonValue.Create(relay))]);
        }

        document["stated"] = given.GetRequiredValue(stated);
        document["reason"] = given.GetRequiredValue(reason);
        return document;
    }

    private static Option<string?> Became(string name, string help, string description) =>
        new(name) { HelpName = help, Description = $"{description} Default: as it was." };
}
