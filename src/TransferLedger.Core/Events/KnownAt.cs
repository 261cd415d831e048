using System.Globalization;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Events;

/// <summary>
/// The moment at which a reader stands on the axis of what had been recorded: a position of the log, an instant, or a day, which
/// stands for its end (UTC).
/// </summary>
public abstract record KnownAt
{
    private KnownAt() { }

    /// <summary>By the entry at a position, itself included.</summary>
    public sealed record AtPosition(Position Position) : KnownAt
    {
        public override string ToString() => Position.ToString();
    }

    /// <summary>By an instant, itself included.</summary>
    /// <param name="Instant">UTC, cut to the microsecond.</param>
    /// <param name="Text">As it was asked for.</param>
    public sealed record AtInstant(DateTime Instant, string Text) : KnownAt
    {
        public override string ToString() => Text;
    }

    /// <summary>By the end of a day (UTC).</summary>
    public sealed record AtEndOf(DateOnly Day) : KnownAt
    {
        /// <summary>The last microsecond of it.</summary>
        public DateTime Instant => Day.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);

        public override string ToString() => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads <c>57</c>, <c>2026-06-01</c> or <c>2026-06-01T12:00:00Z</c>. Fault: <c>known-at.unreadable</c>.</summary>
    public static Outcome<KnownAt> Read(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return new AtPosition(new Position(position));
        }

        if (AsOf.Read(text) is { IsOk: true } day)
        {
            return new AtEndOf(day.Value.Day);
        }

        // A place beside UTC must be said: an hour that is somebody's own names no moment.
        return
            HasZone(text)
            && DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var instant
            )
            ? new AtInstant(CutToMicrosecond(instant.UtcDateTime), text)
            : Fault.At(
                "known-at.unreadable",
                $"{Quote.Of(text)} is no position, day or instant. Write 57, 2026-06-01 or 2026-06-01T12:00:00Z."
            );
    }

    private static bool HasZone(string text) =>
        text.IndexOf('T', StringComparison.Ordinal) is > 0 and var time
        && (text.EndsWith('Z') || text.IndexOf('+', time) > 0 || text.IndexOf('-', time) > 0);

    private static DateTime CutToMicrosecond(DateTime instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
