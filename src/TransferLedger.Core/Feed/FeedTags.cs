using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Feed;

/// <summary>What an event of the feed is about: what readers choose by. Ordinally, each once.</summary>
/// <param name="Corridors">Of its claims: where they stand, and where they stood before a recording error was mended.</param>
/// <param name="Figures">That it feeds or concerns.</param>
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
            Each(claims.Select(claim => claim.Corridor.ToString())),
            Each(figures),
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

    private static IReadOnlyList<string> Each(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
