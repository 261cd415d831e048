using System.Globalization;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Filing;

/// <summary>What a date of a report may be.</summary>
internal static class Dates
{
    /// <summary>Stands in where a report's date was refused, while its claims are still read for faults.</summary>
    public static readonly Edtf Placeholder = Edtf.Read("0001").Value;

    /// <summary>A date whose first possible day lies after today is refused; <c>2026-11</c> in the midst of it is not.</summary>
    public static void RefuseFuture(JsonForm form, string name, Edtf date, DateOnly today)
    {
        if ((date.Earliest ?? date.Latest) is { } first && first > today)
        {
            form.Refuse(
                name,
                "date.in-the-future",
                $"{date.Text} lies after today, {Day(today)} (UTC). "
                    + "Nothing can have been said or published then."
            );
        }
    }

    /// <summary>
    /// When something that happened to a claim was stated: required, not in the future, and not before the claim was said.
    /// </summary>
    public static Edtf? StatedLater(JsonForm form, DateOnly said, DateOnly today)
    {
        if (form.Value<Edtf>("stated", required: true) is not { } stated)
        {
            return null;
        }

        RefuseFuture(form, "stated", stated, today);
        if ((stated.Latest ?? today) < said)
        {
            form.Refuse(
                "stated",
                "stated.before-claim",
                $"{stated.Text} lies before the day on which the claim was said, {Day(said)}. "
                    + "Mend the date; if the claim's own date is wrong, report a recording error first."
            );
        }

        return stated;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
