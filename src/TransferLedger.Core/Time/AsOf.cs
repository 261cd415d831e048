using System.Globalization;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Time;

/// <summary>The day at which a reader stands on the axis of what had been said (UTC); that day's claims are seen.</summary>
public readonly record struct AsOf(DateOnly Day) : IComparable<AsOf>
{
    /// <summary>Reads <c>2024-03-01</c>. Fault: <c>as-of.unreadable</c>.</summary>
    public static Outcome<AsOf> Read(string text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? new AsOf(day)
            : Fault.At("as-of.unreadable", $"\"{text}\" is not a day. Write it as 2024-03-01.");

    public int CompareTo(AsOf other) => Day.CompareTo(other.Day);

    public static bool operator <(AsOf left, AsOf right) => left.Day < right.Day;

    public static bool operator >(AsOf left, AsOf right) => left.Day > right.Day;

    public static bool operator <=(AsOf left, AsOf right) => left.Day <= right.Day;

    public static bool operator >=(AsOf left, AsOf right) => left.Day >= right.Day;

    public override string ToString() => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
