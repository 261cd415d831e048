using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>withdraw</c>: a claimant took a claim back, or another says so.</summary>
internal sealed class Withdraw : EditVerb
{
    private readonly Option<bool> byClaimant = new("--by-claimant")
    {
        Description = "The one who said it took it back: it is out of force from then on.",
    };

    private readonly Option<string?> claimant = new("--claimant")
    {
        HelpName = "json|file",
        Description =
            "Who says that it is withdrawn, as in a report, such as '{\"kind\":\"state\",\"name\":\"…\",\"country\":\"KR\"}'. By another than its claimant it is only listed.",
    };

    private readonly Option<string> stated = StatedOption();
    private readonly Option<string> reason = ReasonOption();

    public Withdraw()
        : base(
            "withdraw",
            "Record that a claim was withdrawn (key of an editor). It stays in the ledger, out of force from then on."
        )
    {
        Takes(byClaimant, claimant, stated, reason);
        Validators.Add(result =>
        {
            if (result.GetValue(byClaimant) == result.GetValue(claimant) is not null)
            {
                result.AddError("Say who withdrew it: --by-claimant, or --claimant with who says so.");
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
        var who = given.GetValue(claimant) is { } other ? JsonGiven.Read(other) : null;
        var seen = await See(given, server, cancellation);
        var document = new JsonObject
        {
            ["claimant"] = who ?? Own(seen),
            ["stated"] = given.GetRequiredValue(stated),
            ["reason"] = given.GetRequiredValue(reason),
        };
        return await HandIn(
            seen,
            "withdrawal",
            document,
            [given.GetRequiredValue(stated)],
            server,
            output,
            cancellation
        );
    }

    private static JsonObject Own(SeenClaim seen) =>
        seen.Claim.Data.TryGetProperty("claimant", out var claimant)
            ? JsonObject.Create(claimant)!
            : throw HaltException.Wrong(
                "claim.unattributed",
                $"Nobody is named as the source of {seen.Id}, so that nobody can take it back. Say with --claimant who says that it is withdrawn."
            );
}
