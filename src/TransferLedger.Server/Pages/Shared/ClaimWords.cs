using System.Globalization;
using TransferLedger.Core.Denials;
using TransferLedger.Core.Events;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Pages.Shared;

/// <summary>Claims, claimants and days as pages say them.</summary>
internal static class ClaimWords
{
    /// <summary><c>Shin Won-sik</c>; <c>nobody named</c>.</summary>
    public static string Who(Claim claim) => claim.Claimant is { } claimant ? Name(claimant) : "nobody named";

    public static string Name(Claimant claimant) =>
        claimant.Name
        ?? claimant.Office
        ?? claimant.Organisation
        ?? claimant.Code
        ?? (claimant.Kind == ClaimantKind.Unnamed ? "an unnamed source" : claimant.Id);

    /// <summary>Office, organisation and country, as far as they are known and not the name itself.</summary>
    public static string Of(Claimant claimant) =>
        string.Join(
            ", ",
            new[] { claimant.Office, claimant.Organisation, claimant.Country?.Name }
                .OfType<string>()
                .Where(part => part != Name(claimant))
        );

    /// <summary><c>28 February 2024</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>28 February 2024, 14:03 UTC</c>.</summary>
    public static string At(DateTime instant) =>
        instant.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary><c>floor-became-point</c> → <c>floor became point</c>.</summary>
    public static string Words<T>(T value)
        where T : struct, Enum => Kebab.Of(value).Replace('-', ' ');

    public static string Words(string kebab) => kebab.Replace('-', ' ');

    /// <summary>As the beginning of a sentence that goes on with a claim.</summary>
    public static string Relation(DenialRelation relation) =>
        relation switch
        {
            DenialRelation.Answers => "It answers",
            DenialRelation.Follows => "It was said after",
            DenialRelation.Predates => "It was said before",
            _ => "Whether it was said before or after is not known of",
        };

    public static string Capital(string words) =>
        words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
