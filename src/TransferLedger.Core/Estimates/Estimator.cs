using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// Works out estimates: pure, deterministic, and independent of the order in which claims were filed. Source: domain.md
/// section 6.
/// </summary>
public static class Estimator
{
    /// <param name="record">All that is recorded of the figure; what was said after the day is not seen.</param>
    /// <param name="asOf">What had been said by the end of this day (UTC) counts.</param>
    /// <param name="narrowing">Which claims are read; by default all.</param>
    public static Estimate Of(FigureRecord record, DateOnly asOf, Policy policy, Narrowing? narrowing = null)
    {
        narrowing ??= Narrowing.None;
        var states = record.Claims.Where(state => state.StandsOn(asOf)).ToList();
        var seen = states.Where(state => !state.Withdrawn).Select(Appeared).ToList();
        var withdrawn = states.Where(state => state.Withdrawn && narrowing.Includes(state)).ToList();
        var reading = narrowing.Read(seen, anyWithdrawn: withdrawn.Count > 0);
        var half = HalfTolerance.Of(reading, seen, record, policy, narrowing);
        var conflicts = new ConflictReport(record.Figure, policy, reading, half);
        return Report(record.Figure, asOf, policy, reading, withdrawn) with
        {
            Perspectives = reading.Perspectives.Select(p => Report(p, conflicts)).ToSequence(),
            Conflicts = conflicts.Conflicts,
            RestsOnTolerance = conflicts.RestsOnTolerance,
        };

        Appearance Appeared(ClaimState state) =>
            Appearance.Of(state, record.Figure.Measure, record.Statements, policy.Approximate);
    }

    private static Estimate Report(
        FigureId figure,
        DateOnly asOf,
        Policy policy,
        FigureReading reading,
        IReadOnlyList<ClaimState> withdrawn
    )
    {
        var standing = reading.Standing;
        return new()
        {
            Figure = figure,
            AsOf = asOf,
            Policy = policy,
            Status = standing.Status,
            Low = standing.Low,
            High = standing.High,
            Point = standing.Point,
            Words = standing.Words,
            Period = standing.Period,
            Leading = standing.Leading,
            Because = reading.Range?.Because ?? Because.Nothing,
            Ranges = reading.Range?.Ranges ?? [],
            Gaps = reading.Range?.Gaps ?? [],
            Corroboration = Corroborations.Of(reading.Seen),
            Boundless = Boundless(reading.Seen, withdrawn),
        };
    }

    private static PerspectiveEstimate Report(PerspectiveReading perspective, ConflictReport conflicts)
    {
        var (own, leading) = (perspective.Own.Value, perspective.Leading);
        return new()
        {
            Perspective = perspective.Perspective.Id,
            Kind = leading.Best.Appearance.Claim.Claimant?.Kind ?? ClaimantKind.Unnamed,
            Low = own.Range.Low,
            High = own.Range.High,
            Point = own.Range.Contains(leading.Point) ? leading.Point : null,
            Words = leading.Words,
            Period = leading.Period,
            Leading = leading.Naming.Appearance.Claim.Id,
            Because = own.Because,
            Kept = perspective.Kept.Select(told => told.ToTelling()).ToSequence(),
            Superseded = perspective.Superseded.Select(aside => Report(aside, conflicts)).ToSequence(),
            Notes = Notes(perspective),
        };
    }

    private static SupersededTelling Report(SetAside aside, ConflictReport conflicts) =>
        new(
            aside.Telling.ToTelling(),
            aside.By.Select(told => told.Naming.Appearance.Claim.Id).ToSequence(),
            aside.By.Any(aside.Telling.TellsTheSameAs),
            conflicts.Of(aside)
        );

    private static Sequence<Note> Notes(PerspectiveReading perspective) =>
        perspective
            .Kept.Concat(perspective.Superseded.Select(aside => aside.Telling))
            .SelectMany(told => told.Notes())
            .OrderBy(note => note.Claim)
            .ThenBy(note => note.Kind)
            .ToSequence();

    private static Sequence<BoundlessClaim> Boundless(
        IReadOnlyList<Placed> seen,
        IReadOnlyList<ClaimState> withdrawn
    ) =>
        seen.Where(placed => placed.Boundless is not null)
            .Select(placed => new BoundlessClaim(placed.Appearance.Claim.Id, placed.Boundless!.Value))
            .Concat(withdrawn.Select(state => new BoundlessClaim(state.Claim.Id, Boundlessness.Withdrawn)))
            .OrderBy(claim => claim.Claim.ToString(), StringComparer.Ordinal)
            .ToSequence();
}
