using System.Globalization;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Webhooks;

/// <summary>How long to wait after each failed attempt, until it is given up. Source: subscribing.md.</summary>
/// <param name="Delays">Before the first retry, the second, and so on; one attempt more is made than stand here.</param>
public sealed record RetrySchedule(Sequence<TimeSpan> Delays)
{
    /// <summary>A subscriber that asks for more than this is asked again after it.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>What waits longer has no place in a schedule.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(30);

    /// <summary>Of <c>0:00:05</c>: a number alone would be read as days, and <c>0:05</c> as minutes or seconds, as one likes.</summary>
    private const int ColonsOfTime = 2;

    /// <summary>Of a delay, up or down: what failed together is not tried again together.</summary>
    private const double Jitter = 0.1;

    /// <summary>At once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.</summary>
    public static readonly RetrySchedule Usual = new([
        TimeSpan.Zero,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ]);

    /// <summary>How long to wait before the next attempt; null: none is made any more.</summary>
    /// <param name="failed">Attempts that failed so far, 1 or more.</param>
    /// <param name="jitter">From 0 to 1: a tenth less than the delay to a tenth more.</param>
    /// <param name="asked">What the subscriber asked for (<c>Retry-After</c>): it is waited for at least as long.</param>
    public TimeSpan? After(int failed, double jitter, TimeSpan? asked = null)
    {
        if (failed > Delays.Count)
        {
            return null;
        }

        var delay = Delays[failed - 1] * (1 - Jitter + (2 * Jitter * jitter));
        var wanted =
            asked < LongestWait ? asked.Value
            : asked is null ? TimeSpan.Zero
            : LongestWait;
        return wanted > delay ? wanted : delay;
    }

    /// <summary>Reads <c>0:00:00, 0:00:05, 1.00:00:00</c>. Fault: <c>retries.unreadable</c>.</summary>
    public static Outcome<RetrySchedule> Read(string text)
    {
        var delays = new List<TimeSpan>();
        foreach (var one in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (
                one.Count(c => c == ':') != ColonsOfTime
                || !TimeSpan.TryParse(one, CultureInfo.InvariantCulture, out var delay)
                || delay < TimeSpan.Zero
                || delay > LongestDelay
            )
            {
                return Fault.At(
                    "retries.unreadable",
                    $"{Quote.Of(one)} is no time to wait. Write 0:05:00 for five minutes; at most {LongestDelay.Days} days, 30.00:00:00."
                );
            }

            delays.Add(delay);
        }

        return new RetrySchedule(delays.ToSequence());
    }
}
