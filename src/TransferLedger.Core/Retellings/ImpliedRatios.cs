using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Retellings;

/// <summary>
/// How many rounds a statement puts into a container: its capacity over its containers, or what it says of each container.
/// Rounds per container with one decimal; a bound is rounded outwards. Never rewritten, however implausible.
/// </summary>
/// <param name="Claimant">Id of whoever is named by the most trusted of the claims.</param>
/// <param name="Statement">What its class is called, after judgements; null: the claim has no statement id.</param>
/// <param name="Stated">Null: nobody says when.</param>
/// <param name="Day">By which it stands in the series: the latest of <paramref name="Stated"/>, else of publication.</param>
/// <param name="Containers">Null: the claim itself is per container.</param>
/// <param name="Low">0: nothing says how few.</param>
/// <param name="High">Null: nothing says how many.</param>
/// <param name="Nominal">By the numbers as said, without tolerance: of each claim its point, else its high, else its low.</param>
public sealed record ImpliedRatio(
    string Claimant,
    string? Statement,
    Edtf? Stated,
    DateOnly Day,
    ClaimId? Containers,
    ClaimId Capacity,
    Item Item,
    decimal Low,
    decimal? High,
    decimal Nominal
)
{
    public const int LeastPlausible = 50;

    public const int MostPlausible = 1000;

    /// <summary>Its nominal value lies outside what a container can be thought to hold.</summary>
    public bool Implausible => Nominal is < LeastPlausible or > MostPlausible;
}

/// <summary>What one claimant's statements put into a container, one after the other.</summary>
/// <param name="Ratios">Oldest stated first, then by statement and claim; at least one.</param>
public sealed record RatioSeries(string Claimant, Sequence<ImpliedRatio> Ratios)
{
    /// <summary>
    /// By claimant, ordinally. Claims that make no bound (unattributed, repeats, withdrawn, goods not moved) make no ratio, and
    /// only items counted in rounds do. Alternatives give a ratio each.
    /// </summary>
    /// <param name="claims">States of claims, in any order.</param>
    public static IReadOnlyList<RatioSeries> Of(
        IEnumerable<ClaimState> claims,
        StatementClasses statements,
        DateOnly asOf,
        Policy policy
    ) =>
        claims
            .Where(state => !state.Withdrawn && state.StandsOn(asOf))
            .GroupBy(state => (Key(state, statements), state.Claim.Corridor))
            .SelectMany(of => new StatementRatios(of, statements, policy).All())
            .OrderBy(ratio => ratio.Day)
            .ThenBy(ratio => ratio.Statement, StringComparer.Ordinal)
            .ThenBy(ratio => ratio.Capacity)
            .GroupBy(ratio => ratio.Claimant)
            .OrderBy(series => series.Key, StringComparer.Ordinal)
            .Select(series => new RatioSeries(series.Key, series.ToSequence()))
            .ToList();

    private static (string?, ClaimId?) Key(ClaimState state, StatementClasses statements) =>
        state.Claim.Statement is { } statement
            ? (statements.NameOf(statement), null)
            : (null, state.Claim.Id);
}
