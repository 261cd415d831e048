using TransferLedger.Core.Time;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// When each statement was made: the most precise <c>stated</c> of its appearances (fewest days, then the earlier). Where
/// none gives one, they are dated by <c>published</c>, by the same rule. Source: domain.md section 6, "Order of trust".
/// </summary>
internal sealed class StatementDates
{
    private readonly Dictionary<string, Dates> byStatement = [];

    public StatementDates(IEnumerable<Appearance> appearances)
    {
        foreach (var appearance in appearances)
        {
            if (appearance.Statement is { } statement)
            {
                var known = byStatement.GetValueOrDefault(statement);
                byStatement[statement] = new(
                    MorePrecise(known.Stated, appearance.Claim.Stated),
                    MorePrecise(known.Published, appearance.Claim.Published)
                );
            }
        }
    }

    /// <summary>Null: nobody says when it was stated.</summary>
    public Edtf? Stated(Appearance appearance) => Of(appearance).Stated;

    /// <summary>The date by which it is trusted; its latest day is never after the claim's own <c>published</c>.</summary>
    public DateOnly Day(Appearance appearance)
    {
        var dates = Of(appearance);
        var day = (dates.Stated ?? dates.Published)?.Latest ?? appearance.Said;
        return appearance.Claim.Published.Latest is { } published && published < day ? published : day;
    }

    private Dates Of(Appearance appearance) =>
        appearance.Statement is { } statement
            ? byStatement[statement]
            : new(appearance.Claim.Stated, appearance.Claim.Published);

    private static Edtf? MorePrecise(Edtf? left, Edtf? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        var compared = left.DaysSpanned.CompareTo(right.DaysSpanned);
        compared = compared != 0 ? compared : Last(left).CompareTo(Last(right));
        compared = compared != 0 ? compared : string.CompareOrdinal(left.Text, right.Text);
        return compared <= 0 ? left : right;
    }

    private static DateOnly Last(Edtf date) => date.Latest ?? DateOnly.MaxValue;

    private readonly record struct Dates(Edtf? Stated, Edtf? Published);
}
