using System.Runtime.InteropServices;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// The days over which a claim's number accumulated, in the nominal reading. Source: domain.md sections 4 and 6, "Days".
/// </summary>
/// <param name="From">Null: the start is open or unknown, "so far".</param>
/// <param name="To">Last day, included.</param>
/// <param name="IsCut">Its end lay after the day on which it was said.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClaimDays(DateOnly? From, DateOnly To, bool IsCut)
{
    public bool StartsAfterItEnds => From > To;

    public Span Span => new(From is { } from ? from.DayNumber - 1 : Span.Beginning, To.DayNumber);

    /// <param name="stated">When its statement was made.</param>
    public static ClaimDays Of(Appearance claim, Edtf? stated)
    {
        var from = claim.Used ? null : claim.Coverage?.Earliest;
        var to = claim.Coverage?.Latest ?? stated?.Latest ?? claim.Said;
        if (!claim.Accumulates)
        {
            return new(from, from > to ? from.Value : to, IsCut: false);
        }

        return to > claim.Said
            ? new(from, claim.Said, IsCut: claim.Coverage?.Latest is not null)
            : new(from, to, IsCut: false);
    }
}

/// <summary>
/// Days as the graph counts them: from the end of the day numbered <paramref name="Start"/> to the end of the day numbered
/// <paramref name="End"/>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Span(int Start, int End)
{
    /// <summary>Before all days: where the total is 0.</summary>
    public const int Beginning = int.MinValue;

    public DateOnly? From => Start == Beginning ? null : DateOnly.FromDayNumber(Start + 1);

    public DateOnly To => DateOnly.FromDayNumber(End);

    public bool Covers(Span other) => Start <= other.Start && other.End <= End;

    /// <summary>They have a day in common.</summary>
    public bool Meets(Span other) => Start < other.End && other.Start < End;
}
