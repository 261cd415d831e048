namespace TransferLedger.Core.Log;

/// <summary>How <c>recordedAt</c> is given: it follows a clock but always rises, by a microsecond at least.</summary>
public static class RecordingClock
{
    /// <summary>How far the last entry may lie ahead of the clock before appending stops.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromSeconds(60);

    /// <summary>One microsecond: what PostgreSQL keeps.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);

    /// <summary><c>greatest(clock, last + 1 µs)</c>, cut to the microsecond; <paramref name="last"/> is null in an empty log.</summary>
    public static DateTime Next(DateTime clock, DateTime? last)
    {
        var cut = new DateTime(clock.Ticks - clock.Ticks % Tick.Ticks, DateTimeKind.Utc);
        return last is { } before && cut <= before ? before + Tick : cut;
    }

    /// <summary>Whether the last entry lies so far ahead of the clock that one of the two must be wrong.</summary>
    public static bool IsTooFarAhead(DateTime clock, DateTime? last) => last - clock > MostAhead;
}
