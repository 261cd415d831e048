using TransferLedger.Core.Faults;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Names;

/// <summary>Finds figures, corridors, claimants, statements and reports by what somebody calls them.</summary>
internal sealed class NameSearch(NameReads reads)
{
    /// <summary>So many of each kind are found at most.</summary>
    public const int MostOfEach = 12;

    /// <summary>Among so many neighbours those are looked for that are spelt nearly so.</summary>
    private const int MostNeighbours = 50;

    private static readonly string[] Order = ["corridor", "figure", "claimant", "report", "statement"];

    /// <summary>What is called just so first, then what has every word; where nothing has, what is spelt nearly so.</summary>
    /// <param name="asOf">Said of by this day.</param>
    public async Task<IReadOnlyList<FoundName>> Find(
        string typed,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var called = CalledName.Of(typed);
        if (called.IsNothing)
        {
            return [];
        }

        var wanted = new NamesWanted(called.Kind, asOf, MostOfEach);
        foreach (var words in new[] { called.Begun, called.Shortened }.Distinct(StringComparer.Ordinal))
        {
            var held = await reads.Held(words, called.Exact, wanted, cancellation);
            if (held.Count > 0)
            {
                return InOrder(held, called);
            }
        }

        return await Meant(called, wanted, cancellation);
    }

    /// <summary>
    /// "Did you mean a, b or c?" of a name that nothing has, or what to do where nothing is near; of a page, which shows by itself what is
    /// near, only that.
    /// </summary>
    public async Task<string> Suggest(
        HttpContext http,
        string kind,
        string name,
        DateOnly asOf,
        string otherwise
    )
    {
        if (Accepts.ProblemPage(http))
        {
            return otherwise;
        }

        var found = await Find($"{kind}/{name}", asOf, http.RequestAborted);
        return Nearest.Suggest(name, found.Select(one => one.Id), otherwise);
    }

    private async Task<IReadOnlyList<FoundName>> Meant(
        CalledName called,
        NamesWanted wanted,
        CancellationToken cancellation
    )
    {
        var near = await reads.Near(
            called.Slug,
            called.Corridors,
            called.Measures,
            wanted with
            {
                MostOfEach = MostNeighbours,
            },
            cancellation
        );
        var corrected = called.Corrected is { } words
            ? await reads.Held(words, [], wanted, cancellation)
            : [];
        return
        [
            .. Nearest
                .To(called.Name, near.Select(one => one.Id).Distinct(StringComparer.Ordinal))
                .SelectMany(id => near.Where(one => one.Id == id))
                .Concat(InOrder(corrected, called))
                .Distinct(),
        ];
    }

    private static IReadOnlyList<FoundName> InOrder(IEnumerable<FoundName> found, CalledName called) =>
        [
            .. found
                .OrderByDescending(one => called.Exact.Contains(one.Id, StringComparer.OrdinalIgnoreCase))
                .ThenBy(one => Array.IndexOf(Order, one.Kind))
                .ThenByDescending(one => one.Report?.Published.Latest)
                .ThenBy(one => one.Id.Length)
                .ThenBy(one => one.Id, StringComparer.Ordinal),
        ];
}
