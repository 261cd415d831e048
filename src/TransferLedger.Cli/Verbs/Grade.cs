using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Faults;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>grade</c>: how reliable the source of a claim is, and how credible the claim.</summary>
internal sealed class Grade : EditVerb
{
    private readonly Argument<string> grade = new("grade")
    {
        Description =
            "Admiralty grade, such as B2: reliability of the source A (best) to F, credibility of the claim 1 (best) to 6.",
    };

    private readonly Option<string> reason = ReasonOption();

    public Grade()
        : base("grade", "Grade a claim (key of an editor). The latest grade stands, for every day.")
    {
        grade.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not [>= 'A' and <= 'F', >= '1' and <= '6'])
            {
                result.AddError(
                    $"{Quote.Of(result.GetValueOrDefault<string>() ?? "")} is no grade. Write a letter from A (best) to F and a number from 1 (best) to 6, such as B2."
                );
            }
        });
        Arguments.Add(grade);
        Takes(reason);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var text = given.GetRequiredValue(grade);
        var document = new JsonObject
        {
            ["grade"] = new JsonObject { ["reliability"] = text[..1], ["credibility"] = text[1] - '0' },
            ["reason"] = given.GetRequiredValue(reason),
        };
        var seen = await See(given, server, cancellation);
        return await HandIn(seen, "grade", document, [seen.Claim.Said], server, output, cancellation);
    }
}
