using System.Globalization;

namespace TransferLedger.Core.Webhooks;

/// <summary>What became of an attempt to deliver.</summary>
public enum AnswerMeaning
{
    /// <summary>The subscriber has it.</summary>
    Delivered,

    /// <summary>It is tried again, as long as the schedule says.</summary>
    Failed,

    /// <summary>The subscriber wants nothing any more.</summary>
    Gone,
}

/// <summary>Reads answers of subscribers. Source: subscribing.md.</summary>
public static class WebhookAnswers
{
    private const int GoneStatus = 410;

    /// <param name="status">Of HTTP; null where none came. A redirection is not followed and is a failure.</param>
    public static AnswerMeaning Of(int? status) =>
        status switch
        {
            >= 200 and < 300 => AnswerMeaning.Delivered,
            GoneStatus => AnswerMeaning.Gone,
            _ => AnswerMeaning.Failed,
        };

    /// <summary>The wait of a header <c>Retry-After</c>: seconds, or an HTTP date. Null where it says nothing or the past.</summary>
    public static TimeSpan? RetryAfter(string? header, DateTimeOffset now)
    {
        if (long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, (long)RetrySchedule.LongestWait.TotalSeconds));
        }

        return
            DateTimeOffset.TryParseExact(
                header,
                "r",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var day
            )
            && day > now
            ? day - now
            : null;
    }
}
