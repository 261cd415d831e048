using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>A telling: appearances of one statement whose periods end on the same day, read as one bound.</summary>
internal sealed class Told
{
    /// <param name="appearances">At least one, in the order of trust.</param>
    /// <param name="perspective">That of the statement's best attributed appearance.</param>
    public Told(IReadOnlyList<Placed> appearances, Perspective perspective)
    {
        var reading = ReadingTaken.Of(appearances);
        (Appearances, Perspective) = (appearances, perspective);
        Naming = appearances.First(placed => placed.Appearance.Reading == reading);
        Dated = appearances.FirstOrDefault(placed => placed.Days.From is not null) ?? Best;
        Trust = Best.Trust with { IsLoose = reading.Vague || Best.IsOpenDated };
    }

    public IReadOnlyList<Placed> Appearances { get; }

    public Perspective Perspective { get; }

    public Placed Best => Appearances[0];

    /// <summary>The best appearance that gives the reading taken; the telling is called by it.</summary>
    public Placed Naming { get; }

    /// <summary>The appearance whose period it has.</summary>
    public Placed Dated { get; }

    public Trust Trust { get; }

    public Bounds Bounds => Naming.Appearance.Bounds;

    public Span Span => Dated.Days.Span;

    public bool IsUsed => Best.Appearance.Used;

    /// <summary>What a reader would take as news of a period: counted, of a known day, and about goods moved.</summary>
    public bool MayLead => !Trust.IsLoose && !IsUsed;

    public long? Point => IsUsed ? null : Reading.Point;

    public string Words => Naming.Appearance.Words;

    public CoveredPeriod Period => new(Dated.Days.From, Dated.Days.To, Dated.Appearance.Coverage?.Text);

    public Rise Rise => new(Bounds.Low, Span, Bounds.High, Span);

    /// <summary>The same in the cautious reading: it allows all that <see cref="Rise"/> allows, and more.</summary>
    public Rise CautiousRise
    {
        get
        {
            var days = Dated.CautiousDays;
            return days.Narrowest is { } narrowest
                ? new(Bounds.Low, days.Widest, Bounds.High, narrowest)
                : new(Bounds.Low, days.Widest, Bounds.NoUpperLimit, days.Widest);
        }
    }

    private Reading Reading => Naming.Appearance.Reading!;

    public bool TellsTheSameAs(Told other) =>
        Best.Appearance.Statement is { } statement && statement == other.Best.Appearance.Statement;

    /// <summary>The same bound over the same days in either reading, by the same name.</summary>
    public bool SaysTheSameAs(Told other) =>
        Naming.Appearance.Id == other.Naming.Appearance.Id
        && Bounds == other.Bounds
        && Span == other.Span
        && Dated.IsDatedAs(other.Dated);

    /// <summary>The same appearances, on the same days and as trusted.</summary>
    public bool IsSameAs(Told other)
    {
        var same = Appearances.Count == other.Appearances.Count && Perspective == other.Perspective;
        for (var n = 0; same && n < Appearances.Count; n++)
        {
            same = Appearances[n].IsSameAs(other.Appearances[n]);
        }

        return same;
    }

    public Telling ToTelling() =>
        new()
        {
            Claim = Naming.Appearance.Claim.Id,
            Appearances = Appearances.Select(placed => placed.Appearance.Claim.Id).ToSequence(),
            Words = Words,
            Low = Bounds.Low,
            High = Bounds.High,
            Point = Point,
            Period = Period,
            Vague = Reading.Vague,
            OpenDate = Best.IsOpenDated,
            Used = IsUsed,
        };

    public IEnumerable<Note> Notes() =>
        Appearances.Count == 1 && !Best.Days.IsCut && !Best.Appearance.State.WithdrawalReported
            ? []
            : FindNotes();

    private IEnumerable<Note> FindNotes()
    {
        var claim = Naming.Appearance.Claim.Id;
        if (Appearances.Any(placed => placed.Appearance.Reading != Reading))
        {
            yield return new(claim, NoteKind.RetoldDifferently);
        }

        if (Appearances.Any(placed => placed.Days.From != Dated.Days.From))
        {
            yield return new(claim, NoteKind.StartChanged);
        }

        foreach (var cut in Appearances.Where(placed => placed.Days.IsCut))
        {
            yield return new(cut.Appearance.Claim.Id, NoteKind.CoverageCut);
        }

        foreach (var reported in Appearances.Where(placed => placed.Appearance.State.WithdrawalReported))
        {
            yield return new(reported.Appearance.Claim.Id, NoteKind.WithdrawalReported);
        }
    }
}
