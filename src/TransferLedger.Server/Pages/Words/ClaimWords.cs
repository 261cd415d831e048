using System.Globalization;
using TransferLedger.Core.Denials;
using TransferLedger.Core.Events;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Pages.Words;

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

    /// <summary><c>Shipment route observed</c>.</summary>
    public static string Kind(Claim claim) => Capital(Words(ClaimBody.TypeOf(claim)));

    /// <summary><c>1 claim</c>, <c>2,000 claims</c>, <c>no claims</c>.</summary>
    /// <param name="one">In the singular; the plural adds an s.</param>
    public static string Count(int count, string one) =>
        count switch
        {
            0 => $"no {one}s",
            1 => $"1 {one}",
            _ => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {one}s",
        };

    /// <summary><c>28 February 2024</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>28 February 2024, 14:03 UTC</c>.</summary>
    public static string At(DateTime instant) =>
        instant.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary><c>floor-became-point</c> → <c>floor became point</c>.</summary>
    public static string Words<T>(T value)
        where T : struct, Enum => Kebab.Of(value).Replace('-', ' ');

    public static string Words(string kebab) => kebab.Replace('-', ' ');

    /// <summary><c>categorical, qualified</c>.</summary>
    public static string Forms(DenialIssued denial) =>
        string.Join(", ", denial.Forms.Select(form => Words(form)));

    /// <summary>A sentence without its full stop.</summary>
    public static string Relation(DenialRelation relation) =>
        relation switch
        {
            DenialRelation.Answers => "It answers the leading claim",
            DenialRelation.Follows => "It was said after the leading claim",
            DenialRelation.Predates => "It was said before the leading claim",
            _ => "Whether it was said before or after the leading claim is not known",
        };

    public static string Capital(string words) =>
        words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
