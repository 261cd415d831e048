using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>Who said it, and what, in a few words.</summary>
internal static class Claimants
{
    private const string Nobody = "nobody named";

    /// <summary><c>Shin Won-sik (KR)</c>, <c>Jens Stoltenberg (NATO)</c>, <c>White House (US)</c>.</summary>
    public static string Name(ClaimantAnswer? claimant)
    {
        if (claimant is null)
        {
            return Nobody;
        }

        var person = claimant.Name ?? claimant.Office;
        var who = person ?? claimant.Organisation ?? claimant.Code ?? "unnamed";
        var of = claimant.Country ?? (person is null ? null : claimant.Code ?? claimant.Organisation);
        return of is null ? who : $"{who} ({of})";
    }

    /// <summary>The same by what an answer says of the claims of a figure: an id where they do not hold it.</summary>
    public static string Name(string? id) => id ?? Nobody;
}
