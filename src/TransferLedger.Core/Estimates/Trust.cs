using System.Runtime.InteropServices;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// A claim's or telling's place in the order of trust; the most trusted comes first, and no two claims are equal. Source:
/// domain.md section 6, "Order of trust".
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Trust : IComparable<Trust>
{
    private const int Ungraded = int.MaxValue;
    private const int UnknownChain = int.MaxValue;

    private readonly int day;
    private readonly int reliability;
    private readonly int credibility;
    private readonly int relays;
    private readonly string id;

    /// <param name="day">The latest on which it was stated.</param>
    /// <param name="id">The claim's id as text.</param>
    public Trust(bool isLoose, DateOnly day, Claim claim, string id)
    {
        (IsLoose, this.day, this.id) = (isLoose, day.DayNumber, id);
        reliability = claim.Grade is { } grade ? (int)grade.Reliability : Ungraded;
        credibility = claim.Grade?.Credibility ?? Ungraded;
        relays = claim.Via?.Count ?? UnknownChain;
    }

    /// <summary>Vague, or said on an unknown earlier day: behind all that is neither.</summary>
    public bool IsLoose { get; init; }

    /// <summary>Reliability, then credibility; below 0 where this one's is better.</summary>
    public int CompareGradeTo(Trust other) =>
        reliability != other.reliability
            ? reliability.CompareTo(other.reliability)
            : credibility.CompareTo(other.credibility);

    public int CompareTo(Trust other)
    {
        if (IsLoose != other.IsLoose)
        {
            return IsLoose ? 1 : -1;
        }

        if (day != other.day)
        {
            return other.day.CompareTo(day);
        }

        var grade = CompareGradeTo(other);
        return grade != 0 ? grade
            : relays != other.relays ? relays.CompareTo(other.relays)
            : string.CompareOrdinal(id, other.id);
    }
}
