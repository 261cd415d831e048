using System.Globalization;

namespace TransferLedger.Core.Events;

/// <summary>Place of an entry in the log: dense, from 0, in commit order; also its leaf index in the Merkle tree.</summary>
public readonly record struct Position(long Value) : IComparable<Position>
{
    public static Position First => new(0);

    public Position Next => new(Value + 1);

    public int CompareTo(Position other) => Value.CompareTo(other.Value);

    public static bool operator <(Position left, Position right) => left.Value < right.Value;

    public static bool operator >(Position left, Position right) => left.Value > right.Value;

    public static bool operator <=(Position left, Position right) => left.Value <= right.Value;

    public static bool operator >=(Position left, Position right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
