using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Feed;

/// <summary>
/// A place in the feed: <c>57.0</c> is the entry at position 57, <c>57.1</c> the first event derived from it. A reader's bookmark
/// is the place of the next event that it has not seen. Source: subscribing.md.
/// </summary>
/// <param name="Position">Of the entry.</param>
/// <param name="Index">0 is the entry itself.</param>
public readonly record struct FeedPlace(Position Position, int Index) : IComparable<FeedPlace>
{
    private const int PositionDigits = 19;
    private const int IndexDigits = 6;

    public static FeedPlace First => new(Position.First, 0);

    /// <summary>The place behind this one: of another derived event, or of nothing.</summary>
    public FeedPlace Next => this with { Index = Index + 1 };

    /// <summary>As attribute <c>sequence</c> writes it: zero-padded, so that texts stand in the order of places.</summary>
    public string Padded =>
        $"{Position.Value.ToString($"D{PositionDigits}", CultureInfo.InvariantCulture)}.{Index.ToString($"D{IndexDigits}", CultureInfo.InvariantCulture)}";

    /// <summary>The place of an entry itself.</summary>
    public static FeedPlace Of(Position position) => new(position, 0);

    /// <summary>Reads <c>57.1</c>, padded or not, or <c>57</c>, which is <c>57.0</c>. Fault: <c>place.unreadable</c>.</summary>
    public static Outcome<FeedPlace> Read(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (position, index) = dot < 0 ? (text, "0") : (text[..dot], text[(dot + 1)..]);
        return
            long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            && i < int.MaxValue
            ? new FeedPlace(new Position(p), i)
            : Fault.At("place.unreadable", $"{Quote.Of(text)} is no place of the feed. Write 57.0, or 57.");
    }

    public int CompareTo(FeedPlace other) =>
        Position.CompareTo(other.Position) is not 0 and var order ? order : Index.CompareTo(other.Index);

    public static bool operator <(FeedPlace left, FeedPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(FeedPlace left, FeedPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(FeedPlace left, FeedPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FeedPlace left, FeedPlace right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Position}.{Index.ToString(CultureInfo.InvariantCulture)}";
}
