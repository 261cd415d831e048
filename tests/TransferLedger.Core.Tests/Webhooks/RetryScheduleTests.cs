using TransferLedger.Core.Webhooks;

namespace TransferLedger.Core.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    [Fact]
    public void It_waits_longer_and_longer_and_gives_up_after_ten_retries()
    {
        var waits = Enumerable.Range(1, 11).Select(failed => RetrySchedule.Usual.After(failed, jitter: 0.5));

        Assert.Equal(
            [
                "00:00:00",
                "00:00:05",
                "00:05:00",
                "00:30:00",
                "02:00:00",
                "05:00:00",
                "10:00:00",
                "14:00:00",
                "20:00:00",
                "1.00:00:00",
                "",
            ],
            waits.Select(wait => $"{wait}")
        );
    }

    [Theory]
    [InlineData(0, 4.5)]
    [InlineData(1, 5.5)]
    public void Jitter_moves_a_wait_by_a_tenth_at_most(double jitter, double seconds) =>
        Assert.Equal(seconds, RetrySchedule.Usual.After(2, jitter)!.Value.TotalSeconds, precision: 6);

    [Theory]
    [InlineData(2, 60, 60)]
    [InlineData(3, 60, 300)]
    [InlineData(1, 3, 3)]
    [InlineData(1, 900_000, 86_400)]
    public void A_subscriber_may_ask_for_a_longer_wait_up_to_a_day(int failed, int asked, int waits) =>
        Assert.Equal(
            waits,
            RetrySchedule.Usual.After(failed, 0.5, TimeSpan.FromSeconds(asked))!.Value.TotalSeconds
        );

    [Fact]
    public void A_wish_does_not_bring_another_attempt() =>
        Assert.Null(RetrySchedule.Usual.After(11, 0.5, TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData("5")]
    [InlineData("0:05")]
    [InlineData("31.00:00:00")]
    [InlineData("0:00:05, 10675199.00:00:00")]
    public void A_time_is_written_out_and_no_longer_than_a_month(string text) =>
        Assert.Equal("retries.unreadable", RetrySchedule.Read(text).Faults.Single().Code);

    [Fact]
    public void It_is_read_from_a_list_of_times()
    {
        var read = RetrySchedule.Read("0:00:00, 0:00:00.2").Value;

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMilliseconds(200)], read.Delays);
        Assert.Equal("retries.unreadable", RetrySchedule.Read("0:00:05, soon").Faults.Single().Code);
        Assert.Equal("retries.unreadable", RetrySchedule.Read("-0:00:05").Faults.Single().Code);
    }
}
