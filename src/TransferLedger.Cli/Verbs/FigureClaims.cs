using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>Who is behind the claims of a figure: most answers name claims by their ids only.</summary>
internal sealed class FigureClaims(IReadOnlyList<ClaimAnswer> claims)
{
    private readonly Dictionary<string, ClaimAnswer> known = claims.ToDictionary(
        claim => claim.Claim,
        StringComparer.Ordinal
    );

    public static async Task<FigureClaims> Of(
        string figure,
        string asOf,
        ServerClient server,
        CancellationToken cancellation
    )
    {
        var answer = await server.GetAll($"figures/{figure}/claims?asOf={asOf}&limit=1000", cancellation);
        return new FigureClaims(answer.As<ListAnswer<ClaimAnswer>>().Items);
    }

    /// <summary><c>Shin Won-sik (KR)</c>; empty for a claim that is of another figure now.</summary>
    public string WhoSaid(string? claim) =>
        claim is not null && known.TryGetValue(claim, out var found) ? Claimants.Name(found.Claimant) : "";
}
