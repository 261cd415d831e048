using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>The worked example of the domain: containers from North Korea to Russia.</summary>
internal static class Worked
{
    public static readonly FigureId Containers = FigureId.Read("KP-RU/containers").Value;

    public static IReadOnlyList<ClaimState> Claims { get; } =
    [
        Kirby.Claim,
        ShinInFebruary.Claim,
        (ShinInFebruary with { Id = "feb-b", Coverage = "/2024-02-26", Publisher = "Reuters" }).Claim,
        ShinInJune.Claim,
        (ShinInJune with { Id = "june-b", Words = "approximately 10,000", Publisher = "Reuters" }).Claim,
        Stoltenberg.Claim,
        Dia.Claim,
    ];

    /// <summary>The claim that the example adds.</summary>
    public static ClaimState AddedClaim { get; } =
        new Saying
        {
            Id = "us-feb",
            By = "US",
            Stated = "2024-02-23",
            Published = "2024-02-23",
            Words = "over 10,000",
            Coverage = "2023-09/2024-02-23",
        }.Claim;

    private static Saying Kirby =>
        new()
        {
            Id = "kirby",
            By = "US",
            Stated = "2023-10-13",
            Words = "over 1,000",
            Coverage = "/2023-10-13",
        };

    private static Saying ShinInFebruary =>
        new()
        {
            Id = "feb-a",
            Statement = "shin-2024-02-26",
            Stated = "2024-02-26",
            Published = "2024-02-28",
            Words = "approximately 6,700",
            Coverage = "2023-09/2024-02-26",
        };

    private static Saying ShinInJune =>
        new()
        {
            Id = "june-a",
            Statement = "shin-2024-06-14",
            Stated = "2024-06-14",
            Words = "no fewer than 10,000",
            Coverage = "/2024-06-14",
        };

    private static Saying Stoltenberg =>
        new()
        {
            Id = "nato",
            Claimant = new()
            {
                Kind = ClaimantKind.Organisation,
                Name = "Jens Stoltenberg",
                Organisation = "NATO",
                Code = "NATO",
            },
            Stated = "/2024-06-16",
            Published = "2024-06-18",
            Words = "thousands of",
            Coverage = "/2024-06-16",
        };

    private static Saying Dia =>
        new()
        {
            Id = "dia",
            Stated = "2024-08-27",
            Words = "over 13,000",
            Coverage = "2022-06~/2024-08-27",
        };

    public static Estimate On(string day) => On(day, Claims);

    public static Estimate WithAddedOn(string day) => On(day, [.. Claims, AddedClaim]);

    public static Estimate On(string day, IReadOnlyCollection<ClaimState> claims) =>
        Estimator.Of(FigureRecord.Of(Containers, claims), Saying.Day(day), Policy.Current);

    /// <summary>Of sayings about containers, when all has been said.</summary>
    public static Estimate Of(params IEnumerable<Saying> sayings) =>
        On("2025-12-31", sayings.Select(saying => saying.Claim).ToList());

    public static PerspectiveEstimate From(this Estimate estimate, string perspective) =>
        estimate.Perspectives.Single(p => p.Perspective == perspective);
}
