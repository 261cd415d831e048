using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Retellings;

/// <summary>
/// The appearances of one statement side by side, and where a retelling bent it. Source: domain.md section 6, "Lineage".
/// </summary>
/// <param name="Statement">What its class is called, after judgements.</param>
/// <param name="Members">The statements of the class, ordinally; at least one.</param>
/// <param name="Appearances">
/// In the order in which they were published (latest day, then the report's id); within a report what it heard from the
/// claimant, then who repeats it, then what the report says in its own voice; then by number. At least one.
/// </param>
/// <param name="Differences">In the order of the retold claims, then of the flags; empty if nothing was bent.</param>
/// <param name="Unmatched">What only some of the reports have, report by report; not a distortion.</param>
public sealed record Lineage(
    string Statement,
    Sequence<string> Members,
    Sequence<LineageAppearance> Appearances,
    Sequence<LineageDifference> Differences,
    Sequence<LineageGap> Unmatched
)
{
    /// <summary>One lineage for each statement with two or more appearances by <paramref name="asOf"/>, ordinally.</summary>
    /// <param name="claims">
    /// States of claims, in any order; those without a statement are passed over. A claim that repeats a statement appears in
    /// its lineage, as well as in that of its own.
    /// </param>
    public static IReadOnlyList<Lineage> All(
        IEnumerable<ClaimState> claims,
        StatementClasses statements,
        DateOnly asOf
    ) =>
        ByStatement(claims, statements, asOf)
            .Where(appearances => appearances.Skip(1).Any())
            .Select(appearances => Between(appearances.Key, appearances, statements))
            .OrderBy(lineage => lineage.Statement, StringComparer.Ordinal)
            .ToList();

    /// <summary>Of one statement, also where it appears only once; null: it does not appear by <paramref name="asOf"/>.</summary>
    /// <param name="statement">Any member of its class.</param>
    public static Lineage? Of(
        string statement,
        IEnumerable<ClaimState> claims,
        StatementClasses statements,
        DateOnly asOf
    )
    {
        var name = statements.NameOf(statement);
        return ByStatement(claims, statements, asOf).FirstOrDefault(of => of.Key == name) is { } appearances
            ? Between(name, appearances, statements)
            : null;
    }

    private static IEnumerable<IGrouping<string, ClaimState>> ByStatement(
        IEnumerable<ClaimState> claims,
        StatementClasses statements,
        DateOnly asOf
    ) =>
        from state in claims
        where state.StandsOn(asOf)
        from statement in new[] { state.Claim.Statement, state.Claim.Repeats }
            .OfType<string>()
            .Select(statements.NameOf)
            .Distinct()
        group state by statement;

    private static Lineage Between(
        string name,
        IEnumerable<ClaimState> appearances,
        StatementClasses statements
    )
    {
        var matching = ComponentMatching.Of(
            appearances.Select(state => new Component(state, IsRepeat(state, name, statements)))
        );
        return new(
            name,
            statements.MembersOf(name).ToSequence(),
            matching.Matches.Select(LineageAppearance.Of).ToSequence(),
            Distortions.Between(matching.Matches).ToSequence(),
            matching.Gaps().ToSequence()
        );
    }

    private static bool IsRepeat(ClaimState state, string name, StatementClasses statements) =>
        state.Claim.Statement is not { } own || statements.NameOf(own) != name;
}

/// <summary>One claim in which a component of the statement appears.</summary>
/// <param name="First">The claim in which the same component was first published; itself where it was the first.</param>
/// <param name="Claimant">Null: the report says it in its own voice.</param>
/// <param name="Via">Null: not known.</param>
/// <param name="Figure">Null: it feeds none.</param>
/// <param name="Words">Verbatim where words were given; null: it has no number.</param>
/// <param name="Shape">Null: it has no number, or one that could not be read.</param>
/// <param name="Repeats">It is another claimant's, who merely repeats the statement.</param>
/// <param name="Withdrawn">Its claimant has taken it back. What was published stays published, so it is compared all the same.</param>
public sealed record LineageAppearance(
    ClaimId Claim,
    ClaimId First,
    string Publisher,
    Edtf Published,
    DateOnly Said,
    Claimant? Claimant,
    Sequence<string>? Via,
    FigureId? Figure,
    string? Words,
    ReadingShape? Shape,
    bool Repeats,
    bool Withdrawn
)
{
    internal static LineageAppearance Of(ComponentMatch match)
    {
        var (state, claim) = (match.Retold.State, match.Retold.Claim);
        return new(
            claim.Id,
            match.First.Claim.Id,
            claim.Publisher,
            claim.Published,
            state.Said,
            claim.Claimant,
            claim.Via,
            state.Figure,
            match.Retold.Words,
            match.Retold.Reading?.Shape,
            match.Retold.Voice == Voice.Repeating,
            state.Withdrawn
        );
    }
}

/// <summary>One way in which a retelling differs from what was first published.</summary>
/// <param name="Text">The same in plain words.</param>
public sealed record LineageDifference(ClaimId First, ClaimId Retold, LineageFlag Flag, string Text);

/// <summary>What differs. Source: the table of domain.md section 6, "Lineage".</summary>
public enum LineageFlag
{
    FloorBecamePoint,
    FloorBecameCeiling,
    PointBecameFloor,
    PointBecameCeiling,
    CeilingBecameFloor,
    CeilingBecamePoint,

    /// <summary>A range came, went, or has other ends.</summary>
    RangeChanged,

    /// <summary>A number is said that was not said before.</summary>
    NumberChanged,
    ApproximationAdded,
    ApproximationDropped,
    UnitChanged,

    /// <summary>Other goods, or others in the containers.</summary>
    ItemChanged,
    PerChanged,
    StartChanged,

    /// <summary>Two or more alternatives stand beside each other as if all held.</summary>
    OrBecameAnd,

    /// <summary>The certainty of contents, or the modality, was raised to asserted.</summary>
    ContentsAsserted,

    /// <summary>How much the goods could hold became how much there was.</summary>
    CapacityBecameCount,
}

/// <summary>A component that one report has and another has not.</summary>
/// <param name="Report">The report that is compared.</param>
/// <param name="Claim">Where the component was first published.</param>
public sealed record LineageGap(ReportId Report, ClaimId Claim, LineageGapKind Kind);

public enum LineageGapKind
{
    /// <summary>No report before it has the component.</summary>
    Added,

    /// <summary>The first report has the component, this one has not.</summary>
    Missing,
}
