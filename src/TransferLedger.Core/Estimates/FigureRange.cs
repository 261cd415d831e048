using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>Perspectives side by side over one period: status and range. Source: domain.md section 6, "The figure".</summary>
internal sealed class FigureRange
{
    private readonly List<Proof> bearing;

    private FigureRange(IReadOnlyList<PerspectiveReading> perspectives, Span days)
    {
        var proofs = perspectives.Select(p => days == p.Leading.Span ? p.Own.Value : p.Over(days)).ToList();
        bearing = proofs.Where(proof => proof.Bears).ToList();
        Ranges = perspectives.Zip(proofs, (p, proof) => Listed(p, proof)).ToSequence();
        (Status, Range) = bearing.Count switch
        {
            0 => (EstimateStatus.Unquantified, null),
            1 => (EstimateStatus.Single, bearing[0].Range),
            _ when CommonPart() is { } common => (EstimateStatus.Compatible, common),
            _ => (EstimateStatus.Disputed, Envelope()),
        };
    }

    public EstimateStatus Status { get; }

    /// <summary>Null where no perspective bears on the days.</summary>
    public ProvenRange? Range { get; }

    public Sequence<PerspectiveRange> Ranges { get; }

    /// <summary>Runs of the range that no bearing perspective's range covers, ascending.</summary>
    public Sequence<Gap> Gaps => Status == EstimateStatus.Disputed ? FindGaps().ToSequence() : [];

    /// <summary>The chains of a perspective that proves the bound; of several the shortest, then the ordinally first.</summary>
    public Because Because =>
        Range is null
            ? Because.Nothing
            : new(
                Shortest(bearing.Where(p => p.Range.Low == Range.Low).Select(p => p.Because.Low)),
                Shortest(bearing.Where(p => p.Range.High == Range.High).Select(p => p.Because.High))
            );

    /// <param name="perspectives">Ordinally.</param>
    public static FigureRange Over(IReadOnlyList<PerspectiveReading> perspectives, Span days) =>
        new(perspectives, days);

    private static PerspectiveRange Listed(PerspectiveReading perspective, Proof proof) =>
        new(perspective.Perspective.Id, proof.Range.Low, proof.Range.High, proof.Bears);

    private static Sequence<Step> Shortest(IEnumerable<Sequence<Step>> chains) =>
        chains.MinBy(chain => chain.Count)!;

    private ProvenRange? CommonPart()
    {
        var low = bearing.Max(proof => proof.Range.Low);
        var high = bearing.Min(proof => proof.Range.High);
        return low > high ? null : new(low, high);
    }

    /// <summary>Ranges that strictly enclose another's say less than it does, and do not widen the envelope.</summary>
    private ProvenRange Envelope()
    {
        var narrow = new List<ProvenRange>();
        var narrowest = bearing
            .Select(proof => proof.Range)
            .Distinct()
            .OrderByDescending(range => range.Low)
            .ThenBy(Limit);
        foreach (var range in narrowest)
        {
            // All before it start no earlier: it encloses the last that was narrow, or none.
            if (narrow.Count == 0 || Limit(range) < Limit(narrow[^1]))
            {
                narrow.Add(range);
            }
        }

        return new(narrow[^1].Low, narrow[0].High);
    }

    private static Int128 Limit(ProvenRange range) => range.High ?? Int128.MaxValue;

    private IEnumerable<Gap> FindGaps()
    {
        var covered = Range!.Low - 1;
        foreach (var next in bearing.Select(proof => proof.Range).OrderBy(r => r.Low))
        {
            if (next.Low > Range.High)
            {
                break;
            }

            if (next.Low > covered + 1)
            {
                yield return new(covered + 1, next.Low - 1);
            }

            if (next.High is not { } high)
            {
                yield break;
            }

            covered = Math.Max(covered, high);
        }
    }
}
