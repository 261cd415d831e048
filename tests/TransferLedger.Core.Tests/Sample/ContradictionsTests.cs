using System.Text.Json.Nodes;
using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Retellings;
using TransferLedger.Core.Tests.Estimates;

namespace TransferLedger.Core.Tests.Sample;

/// <summary>
/// Each pair of rows of the corpus that do not go together, and where an analyst meets it. The sample is read as it is filed;
/// the corpus is needed only to see that no pair was left out.
/// </summary>
public sealed class ContradictionsTests
{
    private static readonly List<ClaimState> Claims =
    [
        .. SampleFolder.Paths.SelectMany(path => Retold.States(File.ReadAllText(path))),
    ];

    private static readonly Dictionary<string, string> ClaimOfRow = SampleFolder.ClaimOfRow();

    /// <summary>What shows the pair; two rows, the lower one first.</summary>
    private static readonly Dictionary<string, Action<string, string>> Shown = new(StringComparer.Ordinal)
    {
        ["S000-01 S000-02"] = IsLineage(
            LineageFlag.FloorBecamePoint,
            LineageFlag.ContentsAsserted,
            LineageFlag.ApproximationAdded
        ),
        ["S000-02 S004-02"] = IsLineage(LineageFlag.FloorBecamePoint, LineageFlag.ApproximationAdded),
        ["S000-03 S004-03"] = (each, all) =>
        {
            IsLineage(LineageFlag.PointBecameCeiling, LineageFlag.PerChanged)(each, all);
            Assert.True(RatioOf(each).Implausible);
            Assert.Equal((480m, false), (RatioOf(all).Nominal, RatioOf(all).Implausible));
        },
        ["S000-15 S000-16"] = (denial, evidence) =>
            Assert.All(
                Supported(evidence).Where(claim => claim.Figure is not null),
                claim => Assert.Equal(DenialRelation.OrderUnknown, RelationTo(claim, denial))
            ),
        ["S000-18 S002-08"] = (further, _) =>
            Assert.Contains(
                LineageOf("kirby-2023-10-13").Unmatched,
                gap => gap.Kind == LineageGapKind.Added && gap.Claim == Id(further)
            ),
        ["S001-01 S004-02"] = IsRevision,
        ["S001-10 S003-04"] = IsLineage(LineageFlag.StartChanged, LineageFlag.ItemChanged),
        ["S003-04 S003-14"] = IsDenial,
        ["S003-04 S003-15"] = IsDenial,
        ["S003-04 S004-02"] = (earlier, later) => IsRevision(later, earlier),
        ["S004-01 S004-03"] = IsLineage(
            LineageFlag.PointBecameFloor,
            LineageFlag.NumberChanged,
            LineageFlag.ContentsAsserted,
            LineageFlag.CapacityBecameCount
        ),
    };

    /// <summary>What nothing shows as a contradiction, and why not.</summary>
    private static readonly Dictionary<string, string> NotShown = new(StringComparer.Ordinal)
    {
        ["S001-01 S001-04"] = "the looser start has no number, so it bounds nothing; it stands on items/arms",
        ["S001-01 S001-05"] = "February 2022 is the start of the watch, and evidence has no period",
        ["S001-01 S001-09"] =
            "\"twofold\" compares two totals and is no claim; the revisions show both numbers",
        ["S001-01 S001-10"] =
            "no revision leads from the February number to that of August: the one of June lies between",
        ["S001-01 S003-04"] =
            "two statements: starts are compared only within one, and no revision leads from one to the other",
        ["S001-13 S004-07"] =
            "two statements on two figures: missiles name ballistic missiles as a part, modality is not compared",
        ["S002-02 S003-04"] =
            "\"over 1,000\" has no start and may lie before September 2023, so both can hold; the US does not bear",
        ["S001-06 S003-06"] =
            "both say 122 mm shells: an unquantified suspicion and a capacity can both hold; that rockets may be meant is in neither",
        ["S002-07 S002-08"] = "evidence has no mode of transport; ship and rail stand in words and leg only",
        ["S004-02 S004-16"] =
            "two statements, and a count of containers has no mode: the ship stands in the summary only",
    };

    public static TheoryData<string> Pairs => [.. Shown.Keys];

    private static List<ClaimState> Containers =>
        Claims.Where(state => state.Figure == Worked.Containers).ToList();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_pair_that_does_not_go_together_is_shown(string pair) =>
        Shown[pair](pair.Split(' ')[0], pair.Split(' ')[1]);

    [Fact]
    public void Every_pair_of_the_corpus_is_shown_or_it_is_said_why_not()
    {
        var rows = JsonNode
            .Parse(File.ReadAllText(Path.Combine(Corpus.OrSkip(), "statements.json")))!
            .AsArray();
        var pairs = rows.SelectMany(row =>
                row!["contradicts"]!
                    .AsArray()
                    .Select(other => new[] { (string)row["statement_id"]!, (string)other!["statement_id"]! })
            )
            .Select(pair => string.Join(' ', pair.Order(StringComparer.Ordinal)))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(pairs, Shown.Keys.Concat(NotShown.Keys).Order(StringComparer.Ordinal));
    }

    /// <summary>The flags on the two together, against what was published first; no more and no fewer.</summary>
    private static Action<string, string> IsLineage(params LineageFlag[] flags) =>
        (one, other) =>
        {
            var lineage = LineageOf(Of(one).Claim.Statement!);
            var component = lineage.Appearances.Where(a => a.Claim == Id(one) || a.Claim == Id(other));
            Assert.Single(component.Select(appearance => appearance.First).Distinct());
            Assert.Equal(
                flags.Order(),
                lineage
                    .Differences.Where(d => d.Retold == Id(one) || d.Retold == Id(other))
                    .Select(difference => difference.Flag)
                    .Distinct()
                    .Order()
            );
        };

    /// <summary>One revision of the figure puts the later number in the place of the earlier, and names the claim that did it.</summary>
    private static void IsRevision(string later, string earlier)
    {
        var revision = Assert.Single(
            RevisionHistory.ByStated(
                FigureRecord.Of(Worked.Containers, Containers),
                Retold.Late,
                Policy.Current
            ),
            revision => revision.Before.Leading == Id(earlier) && revision.After.Leading == Id(later)
        );
        Assert.Equal(RevisionKind.Raised, revision.Kind);
        Assert.Contains(Cause.Of(CauseKind.Said, Id(later)), revision.Cause);
    }

    private static void IsDenial(string claim, string denial) =>
        Assert.Equal(
            DenialRelation.OrderUnknown,
            FigureDenials
                .Of(
                    FigureRecord.Of(Worked.Containers, Containers),
                    Worked.On("2024-03-01", Containers).Leading,
                    Claims,
                    new(2024, 3, 1)
                )
                .Single(concerns => concerns.Denial.Claim.Id == Id(denial))
                .Claims.Single(denied => denied.Claim == Id(claim))
                .Relation
        );

    private static DenialRelation RelationTo(ClaimState claim, string denial) =>
        FigureDenials
            .Of(
                FigureRecord.Of(claim.Figure!, Claims.Where(state => state.Figure == claim.Figure).ToList()),
                leading: null,
                Claims,
                Retold.Late
            )
            .Single(concerns => concerns.Denial.Claim.Id == Id(denial))
            .Claims.Single(denied => denied.Claim == claim.Claim.Id)
            .Relation;

    private static IEnumerable<ClaimState> Supported(string evidence)
    {
        var cited = (EvidenceCited)Of(evidence).Claim;
        return Claims.Where(state =>
            state.Claim.Id.Report == cited.Id.Report && cited.Supports.Contains(state.Claim.Id.Number)
        );
    }

    private static ImpliedRatio RatioOf(string row) =>
        RatioSeries
            .Of(Claims, StatementClasses.None, Retold.Late, Policy.Current)
            .SelectMany(series => series.Ratios)
            .Single(ratio => ratio.Capacity == Id(row));

    private static Lineage LineageOf(string statement) =>
        Lineage.Of(statement, Claims, StatementClasses.None, Retold.Late)!;

    private static ClaimState Of(string row) => Claims.Single(state => state.Claim.Id == Id(row));

    private static ClaimId Id(string row) => ClaimId.Read(ClaimOfRow[row]).Value;
}
