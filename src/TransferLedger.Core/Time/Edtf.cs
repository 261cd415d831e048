using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Time;

/// <summary>
/// A date as somebody gave it, as precise or unsure as it was given: the level 1 subset of the Extended Date/Time Format
/// (ISO 8601-2) that domain.md section 4 names. A year, a month or a day, with <c>~ ? %</c> behind it, or an interval
/// <c>a/b</c> of two such, one of which may be empty (unknown) or <c>..</c> (open). Equal when the text is.
/// </summary>
[JsonConverter(typeof(TextConverter<Edtf>))]
public sealed record Edtf : IFromText<Edtf>
{
    /// <summary>What <see cref="DaysSpanned"/> says of a date with an unknown or open side.</summary>
    public const int NoEndOfDays = int.MaxValue;

    private Edtf(string text, EdtfSide start, EdtfSide end, bool isInterval) =>
        (Text, Start, End, IsInterval) = (text, start, end, isInterval);

    /// <summary>As it was given, character by character.</summary>
    public string Text { get; }

    public EdtfSide Start { get; }

    /// <summary>For a single date the same as <see cref="Start"/>.</summary>
    public EdtfSide End { get; }

    public bool IsInterval { get; }

    public static bool Recurs => true;

    /// <summary>First day of the start as written; none where the start is unknown or open.</summary>
    public DateOnly? Earliest => Start.Written?.Earliest;

    /// <summary>Last day of the end as written; none where the end is unknown or open.</summary>
    public DateOnly? Latest => End.Written?.Latest;

    /// <summary>
    /// How many days the date may mean, as written: the fewer, the more precise. <see cref="NoEndOfDays"/> where a side is
    /// unknown or open.
    /// </summary>
    public int DaysSpanned =>
        (Start.Written, End.Written) is ({ } start, { } end)
            ? Math.Max(start.Latest.DayNumber, end.Latest.DayNumber)
                - Math.Min(start.Earliest.DayNumber, end.Earliest.DayNumber)
                + 1
            : NoEndOfDays;

    /// <summary>
    /// Reads a date. Faults: <c>date.unreadable</c>, <c>date.no-such-day</c>, <c>date.says-nothing</c>, and
    /// <c>date.ends-before-start</c> for an interval that ends before it starts however cautiously it is read.
    /// </summary>
    public static Outcome<Edtf> Read(string text)
    {
        var cut = text.IndexOf('/', StringComparison.Ordinal);
        return cut < 0
            ? EdtfDate.Read(text).Map(side => new Edtf(text, side, side, isInterval: false))
            : ReadInterval(text, text[..cut], text[(cut + 1)..]);
    }

    public bool Equals(Edtf? other) =>
        other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;

    private static Outcome<Edtf> ReadInterval(string text, string left, string right)
    {
        var (start, end) = (ReadSide(left), ReadSide(right));
        if (!start.IsOk || !end.IsOk)
        {
            return start.Faults.AddRange(end.Faults);
        }

        return (start.Value.Cautious, end.Value.Cautious) switch
        {
            (null, null) => Fault.At(
                "date.says-nothing",
                $"\"{text}\" has no day on either side. Give the side that is known, or leave the date out."
            ),
            ({ } from, { } to) when from.Earliest > to.Latest => Fault.At(
                "date.ends-before-start",
                $"\"{text}\" ends before it starts. Put the earlier date before the slash."
            ),
            _ => new Edtf(text, start.Value, end.Value, isInterval: true),
        };
    }

    private static Outcome<EdtfSide> ReadSide(string text) =>
        text switch
        {
            "" => new EdtfSide.Unknown(),
            ".." => new EdtfSide.Open(),
            _ => EdtfDate.Read(text).Map(EdtfSide (known) => known),
        };
}
