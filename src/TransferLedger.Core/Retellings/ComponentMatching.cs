namespace TransferLedger.Core.Retellings;

/// <summary>A claim, and the first published claim of the same component; the same one where it is the first.</summary>
internal sealed record ComponentMatch(Component First, Component Retold)
{
    public bool IsFirst => ReferenceEquals(First, Retold);
}

/// <summary>
/// Which claims of a statement are the same component of it. Reports are gone through in the order of publication. What a
/// report heard from the claimant is matched with the components known by then, the most alike pairs first and each component
/// once; a claim that is left over joins a component of its figure if number or end agree, else it is a component of its own.
/// Then comes who repeats the statement, and then what the report says in its own voice, in the same way.
/// </summary>
internal sealed class ComponentMatching
{
    private readonly List<Component> known = [];
    private readonly List<ComponentMatch> matches = [];

    /// <summary>In the order of publication.</summary>
    public IReadOnlyList<ComponentMatch> Matches => matches;

    public static ComponentMatching Of(IEnumerable<Component> claims)
    {
        var matching = new ComponentMatching();
        foreach (
            var voice in claims
                .OrderBy(claim => claim.Claim.Published.Latest ?? DateOnly.MaxValue)
                .ThenBy(claim => claim.Report.Text, StringComparer.Ordinal)
                .ThenBy(claim => claim.Voice)
                .ThenBy(claim => claim.Claim.Id.Number)
                .GroupBy(claim => (claim.Report, claim.Voice))
        )
        {
            matching.Add([.. voice]);
        }

        return matching;
    }

    /// <summary>Report by report: what it adds, then what it lacks of the first report (whose own voice nobody has to retell).</summary>
    public IEnumerable<LineageGap> Gaps()
    {
        var reports = matches.GroupBy(match => match.Retold.Report).ToList();
        var origin = known
            .Where(component => component.Report == reports[0].Key && component.Voice != Voice.ItsOwn)
            .ToList();
        foreach (var report in reports.Skip(1))
        {
            foreach (var added in report.Where(match => match.IsFirst))
            {
                yield return new(report.Key, added.Retold.Claim.Id, LineageGapKind.Added);
            }

            foreach (var missing in origin.Except(report.Select(match => match.First)))
            {
                yield return new(report.Key, missing.Claim.Id, LineageGapKind.Missing);
            }
        }
    }

    private void Add(IReadOnlyList<Component> voice)
    {
        var paired = Pair(voice);
        foreach (var claim in voice)
        {
            var first =
                paired.GetValueOrDefault(claim)
                ?? known.Find(component => ComponentLikeness.AreOneInAReport(component, claim))
                ?? claim;
            if (ReferenceEquals(first, claim))
            {
                known.Add(claim);
            }

            matches.Add(new(first, claim));
        }
    }

    private Dictionary<Component, Component> Pair(IReadOnlyList<Component> voice)
    {
        var pairs =
            from claim in voice
            from component in known
            let likeness = ComponentLikeness.Between(component, claim)
            where likeness is not null
            orderby likeness.Value
            select (claim, component);
        var (paired, taken) = (new Dictionary<Component, Component>(), new HashSet<Component>());
        foreach (var (claim, component) in pairs)
        {
            if (!paired.ContainsKey(claim) && taken.Add(component))
            {
                paired.Add(claim, component);
            }
        }

        return paired;
    }
}
