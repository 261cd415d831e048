using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Feed;

/// <summary>What an event of the feed is about: what readers choose by. Ordinally, each once.</summary>
/// <param name="Corridors">Of its claims: where they stand, where they stood before a recording error was mended, and those that they deny.</param>
/// <param name="Figures">That it feeds, concerns or denies.</param>
/// <param name="Perspectives">Of its claims, by id.</param>
public sealed record FeedTags(
    IReadOnlyList<string> Corridors,
    IReadOnlyList<string> Figures,
    IReadOnlyList<string> Perspectives
)
{
    public static readonly FeedTags None = new([], [], []);

    public static FeedTags Of(Claim claim) =>
        Of([claim], FigureId.FedBy(claim) is { } fed ? [fed.ToString()] : []);

    /// <param name="claims">As they were ever recorded.</param>
    public static FeedTags Of(IReadOnlyCollection<Claim> claims, IEnumerable<string> figures) =>
        new(
            Each([
                .. claims.Select(claim => claim.Corridor.ToString()),
                .. Targets(claims)
                    .Select(target => target.Corridor ?? CorridorOf(target.Figure))
                    .OfType<string>(),
            ]),
            Each([.. figures, .. Targets(claims).Select(target => target.Figure).OfType<string>()]),
            Each(claims.Select(claim => claim.Perspective.Id))
        );

    /// <summary>Of a judgement, which is about figures and about nobody's claims alone.</summary>
    public static FeedTags Of(IReadOnlyCollection<FigureId> figures) =>
        new(
            Each(figures.Select(figure => figure.Corridor.ToString())),
            Each(figures.Select(figure => figure.ToString())),
            []
        );

    /// <summary>Of a report: what any of its claims is about.</summary>
    public static FeedTags All(IReadOnlyCollection<FeedTags> tags) =>
        new(
            Each(tags.SelectMany(of => of.Corridors)),
            Each(tags.SelectMany(of => of.Figures)),
            Each(tags.SelectMany(of => of.Perspectives))
        );

    /// <summary>What denials among claims name themselves; what a statement or a claim is about stands elsewhere.</summary>
    private static IEnumerable<DenialTarget> Targets(IEnumerable<Claim> claims) =>
        claims.OfType<DenialIssued>().SelectMany(denial => denial.Targets);

    private static string? CorridorOf(string? figure) =>
        figure is null ? null : FigureId.Read(figure).Value.Corridor.ToString();

    private static IReadOnlyList<string> Each(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
