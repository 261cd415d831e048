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
                $"{date.Text} lies after today, {today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} (UTC). "
                    + "Nothing can have been said or published then."
            );
        }
    }
}
