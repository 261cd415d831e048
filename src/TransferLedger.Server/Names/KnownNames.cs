using TransferLedger.Core.Answers;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Pages.Parts;

namespace TransferLedger.Server.Names;

/// <summary>Something that has a page.</summary>
/// <param name="Id">As addresses have it.</param>
/// <param name="Kind">figure, corridor, claimant or report.</param>
public sealed record KnownName(string Id, string Href, string Says, string Kind);

/// <summary>Finds figures, corridors, claimants and reports by their names, or by names near them: one question, however many there are.</summary>
internal sealed class KnownNames(LedgerReads reads)
{
    private const int MostOfEach = 50;
    private const int MostFound = 12;

    /// <summary>What is called just so first, then what holds every word, then what is spelt nearly so.</summary>
    public async Task<IReadOnlyList<KnownName>> Near(string words, CancellationToken cancellation)
    {
        var called = CalledName.Of(words);
        if (called.Name.Length == 0)
        {
            return [];
        }

        var known = (await reads.Names(called.Asked, MostOfEach, cancellation))
            .Where(of => called.Kind is null || of.Kind == called.Kind)
            .Select(of => Of(of.Kind, of.Id))
            .OrderBy(one => one.Id.Length)
            .ThenBy(one => one.Id, StringComparer.Ordinal)
            .ToList();
        var near = Nearest.To(called.Name, known.Select(one => one.Id).Distinct(StringComparer.Ordinal));
        return
        [
            .. known
                .Where(one => string.Equals(one.Id, called.Name, StringComparison.OrdinalIgnoreCase))
                .Concat(known.Where(one => called.IsHeldBy(one.Id)))
                .Concat(near.SelectMany(id => known.Where(one => one.Id == id)))
                .Concat(known.Where(one => called.IsMeantBy(one.Id)))
                .Distinct()
                .Take(MostFound),
        ];
    }

    private static KnownName Of(string kind, string id) =>
        kind switch
        {
            "figure" when FigureId.Read(id).Value is var figure => new(
                id,
                PageLinks.Now.To(figure),
                $"{new FigureWords(figure).Name}, {FigureWords.Of(figure.Corridor)}",
                kind
            ),
            "corridor" => new(id, $"/{id}", FigureWords.Of(Corridor.Read(id).Value), kind),
            "claimant" => new(id, PageLinks.Now.ToClaimant(id), id, kind),
            _ => new(id, $"/report/{id}", id, kind),
        };
}
