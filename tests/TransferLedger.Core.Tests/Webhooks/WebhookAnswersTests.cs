using TransferLedger.Core.Webhooks;

namespace TransferLedger.Core.Tests.Webhooks;

public sealed class WebhookAnswersTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(200, AnswerMeaning.Delivered)]
    [InlineData(204, AnswerMeaning.Delivered)]
    [InlineData(299, AnswerMeaning.Delivered)]
    [InlineData(302, AnswerMeaning.Failed)]
    [InlineData(304, AnswerMeaning.Failed)]
    [InlineData(404, AnswerMeaning.Failed)]
    [InlineData(410, AnswerMeaning.Gone)]
    [InlineData(500, AnswerMeaning.Failed)]
    [InlineData(null, AnswerMeaning.Failed)]
    public void A_status_means_one_thing(int? status, AnswerMeaning meaning) =>
        Assert.Equal(meaning, WebhookAnswers.Of(status));

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("99999999999999", 86_400)]
    [InlineData("Mon, 01 Jun 2026 12:01:00 GMT", 60)]
    [InlineData("Mon, 01 Jun 2026 11:59:00 GMT", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_wish_to_be_asked_later_is_seconds_or_a_date(string? header, int? seconds) =>
        Assert.Equal((double?)seconds, WebhookAnswers.RetryAfter(header, Now)?.TotalSeconds);
}
