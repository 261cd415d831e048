using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Answers;

/// <summary>One figure as a reader sees it: its entries, where the reader stands, and which claims they look at.</summary>
public sealed record SeenFigure
{
    private SeenFigure(FigureEntries entries, Standpoint at, Narrowing narrowing) =>
        (Entries, At, Narrowing, Record) = (entries, at, narrowing, entries.Record());

    public FigureEntries Entries { get; }

    public Standpoint At { get; }

    public Narrowing Narrowing { get; }

    public FigureRecord Record { get; }

    public FigureId Figure => Entries.Figure;

    /// <summary>Denials and absences that may concern it, withdrawn ones too; they never move a number.</summary>
    public IReadOnlyList<ClaimState> Beside { get; private init; } = [];

    /// <summary>Which of its related figures are known here.</summary>
    public IReadOnlyList<FigureId> Known { get; private init; } = [];

    /// <summary>The last entry that concerns what was asked; null: none did yet.</summary>
    public Recorded? Last { get; init; }

    /// <summary>Null: nobody has claimed anything about it, then or since.</summary>
    public static async Task<SeenFigure?> Of(
        FigureId figure,
        Standpoint at,
        Narrowing narrowing,
        CancellationToken cancellation
    )
    {
        var entries = (await at.Ledger.EntriesOfFigures([figure], cancellation))[figure];
        return entries.Entries.Count == 0 && !await at.Ledger.EverKnew(figure, cancellation)
            ? null
            : new SeenFigure(entries, at, narrowing) { Last = await at.Ledger.LastConcerned(cancellation) };
    }

    /// <summary>With what stands beside its numbers: denials, absences, related figures.</summary>
    public async Task<SeenFigure> Whole(CancellationToken cancellation)
    {
        var corridors = new[] { Figure.Corridor }.Concat(
            Corridor.Between(Figure.Corridor.Supplier, Party.Unknown) is { IsOk: true } toNobody
                ? [toNobody.Value]
                : []
        );
        var beside = await At.Ledger.Beside(Targets(), corridors.Distinct(), At.AsOf, cancellation);
        var related = RelatedFigures.Of(Figure);
        var known = await At.Ledger.KnownOf([.. related.Wholes, .. related.Parts], At.AsOf, cancellation);
        return this with
        {
            Beside = beside,
            Known = known,
            Last = await At.Ledger.LastConcerned(cancellation),
        };
    }

    public IReadOnlyList<FigureDenial> Denials(ClaimId? leading) =>
        FigureDenials.Of(Record, leading, Beside, At.AsOf);

    public IReadOnlyList<ClaimState> Absences() => FigureAbsences.Of(Record, Beside, At.AsOf);

    public KnownAtBody? KnownAt => KnownAtBody.Of(Last);

    public Estimate Estimate() => Estimator.Of(Record, At.AsOf, Policy.Current, Narrowing);

    /// <summary>What a denial of something on the figure aims at.</summary>
    private IEnumerable<DenialTarget> Targets()
    {
        yield return new DenialTarget { Figure = Figure.ToString() };
        yield return new DenialTarget { Corridor = Figure.Corridor.ToString() };
        yield return new DenialTarget { Corridor = $"{Figure.Corridor.Supplier}-*" };
        foreach (var claim in Record.Claims.Select(state => state.Claim.Id).Distinct())
        {
            yield return new DenialTarget { Claim = claim };
        }

        var statements = Record.Claims.Select(state => state.Claim.Statement).OfType<string>().Distinct();
        foreach (var statement in statements.SelectMany(Record.Statements.MembersOf).Distinct())
        {
            yield return new DenialTarget { Statement = statement };
        }
    }
}
