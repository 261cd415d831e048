using System.Globalization;
using System.Text.RegularExpressions;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Time;

/// <summary>One side of a date: <c>2024</c>, <c>2024-02</c> or <c>2024-02-26</c>, with at most one of <c>~ ? %</c> behind it.</summary>
internal static partial class EdtfDate
{
    private const int DaysAroundADay = 7;

    /// <summary>One year short of what a <see cref="DateOnly"/> holds, so that a half-open period can end after the last day.</summary>
    private static readonly DateOnly LastDay = new(9998, 12, 31);

    public static Outcome<EdtfSide.Known> Read(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success)
        {
            return Fault.At(
                "date.unreadable",
                $"\"{text}\" is not a date. Write 2024, 2024-02 or 2024-02-26, with ~ (about), ? (unsure) or % (both) behind "
                    + "it where needed, or an interval of two, such as 2023-09/2024-02-26, /2024-06-16 or 2024-02/.."
            );
        }

        var (year, month, day) = (
            Number(match.Groups["y"]),
            Number(match.Groups["m"]),
            Number(match.Groups["d"])
        );
        return Exists(year, month, day)
            ? Side(year!.Value, month, day, widen: match.Groups["q"].Value is "~" or "%")
            : Fault.At(
                "date.no-such-day",
                $"\"{text}\" is not in the calendar. Years run from 0001 to 9998."
            );
    }

    private static int? Number(Group group) =>
        group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

    private static bool Exists(int? year, int? month, int? day) =>
        year is >= 1 and <= 9998
        && month is null or (>= 1 and <= 12)
        && (day is null || (day >= 1 && day <= DateTime.DaysInMonth(year!.Value, month!.Value)));

    private static EdtfSide.Known Side(int year, int? month, int? day, bool widen)
    {
        var first = new DateOnly(year, month ?? 1, day ?? 1);
        var last = day is null ? LastOf(year, month ?? 12) : first;
        var written = new DaySpan(first, last);
        if (!widen)
        {
            return new(written, written);
        }

        return new(
            written,
            (month, day) switch
            {
                (null, _) => new(AddMonths(first, -12), LastOf(AddMonths(last, 12))),
                (_, null) => new(AddMonths(first, -1), LastOf(AddMonths(first, 1))),
                _ => new(AddDays(first, -DaysAroundADay), AddDays(last, DaysAroundADay)),
            }
        );
    }

    private static DateOnly LastOf(int year, int month) =>
        new(year, month, DateTime.DaysInMonth(year, month));

    private static DateOnly LastOf(DateOnly day) => LastOf(day.Year, day.Month);

    private static DateOnly AddMonths(DateOnly day, int months) =>
        (day.Year * 12) + day.Month - 1 + months is var moved && moved < 12 ? DateOnly.MinValue
        : moved >= 9999 * 12 ? LastDay
        : day.AddMonths(months);

    private static DateOnly AddDays(DateOnly day, int days) =>
        DateOnly.FromDayNumber(
            Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, LastDay.DayNumber)
        );

    [GeneratedRegex(
        @"\A(?<y>[0-9]{4})(-(?<m>[0-9]{2})(-(?<d>[0-9]{2}))?)?(?<q>[~?%])?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Shape();
}
