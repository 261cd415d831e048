using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>Who is behind the claims of a figure: most answers name claims by their ids only.</summary>
internal sealed class FigureClaims(IReadOnlyList<ClaimAnswer> claims)
{
    private readonly Dictionary<string, ClaimAnswer> known = claims.ToDictionary(
        claim => claim.Claim,
        StringComparer.Ordinal
    );

    /// <param name="at">The path of a list, where the reader stands.</param>
    public static async Task<FigureClaims> Of(
        string figure,
        Func<string, string> at,
        ServerClient server,
        CancellationToken cancellation
    )
    {
        var answer = await server.GetAll($"{at($"figures/{figure}/claims")}&limit=1000", cancellation);
        return new FigureClaims(answer.As<ListAnswer<ClaimAnswer>>().Items);
    }

    /// <summary>With the denials that were filed for its corridor: an estimate names their claimants by ids.</summary>
    public async Task<FigureClaims> WithDenials(
        string figure,
        Func<string, string> at,
        ServerClient server,
        CancellationToken cancellation
    )
    {
        var path = $"{at("claims")}&type=denial-issued&corridor={figure.Split('/')[0]}&limit=1000";
        var answer = await server.GetAll(path, cancellation);
        return new FigureClaims([.. claims, .. answer.As<ListAnswer<ClaimAnswer>>().Items]);
    }

    /// <summary>The claim; null where it is of another figure now.</summary>
    public ClaimAnswer? Find(string? claim) => claim is null ? null : known.GetValueOrDefault(claim);

    /// <summary><c>Shin Won-sik (KR)</c>; empty for a claim that is of another figure now.</summary>
    public string WhoSaid(string? claim) => Find(claim) is { } found ? Claimants.Name(found.Claimant) : "";

    /// <summary>All of them, each once; those that nobody is named for only where nobody is named for any.</summary>
    public IReadOnlyList<string> WhoSaid(IEnumerable<string?> several)
    {
        var found = several.Select(Find).OfType<ClaimAnswer>().ToList();
        var named = found.Where(claim => claim.Claimant is not null).ToList();
        return (named.Count > 0 ? named : found)
            .Select(claim => Claimants.Name(claim.Claimant))
            .Distinct(StringComparer.Ordinal)
            .ToList();
    }
}
