using TransferLedger.Core.Time;

namespace TransferLedger.Core.Tests.Time;

public sealed class PeriodTests
{
    private static readonly DateOnly First = new(2023, 9, 1);
    private static readonly DateOnly Last = new(2024, 2, 26);

    [Fact]
    public void A_period_through_a_day_ends_the_day_after()
    {
        var period = Period.Through(First, Last);

        Assert.Equal(new Period(First, new DateOnly(2024, 2, 27)), period);
        Assert.Equal(Last, period.Last);
    }

    [Fact]
    public void A_period_holds_its_first_and_last_day_and_none_outside()
    {
        var period = Period.Through(First, Last);

        Assert.True(period.Contains(First) && period.Contains(Last));
        Assert.False(period.Contains(First.AddDays(-1)) || period.Contains(Last.AddDays(1)));
    }

    [Fact]
    public void A_period_since_the_beginning_is_never_empty()
    {
        Assert.False(Period.Through(null, Last).IsEmpty);
        Assert.True(Period.Through(null, Last).Contains(DateOnly.MinValue));
    }

    [Fact]
    public void A_period_that_ends_before_it_starts_is_empty()
    {
        Assert.True(Period.Through(Last, First).IsEmpty);
        Assert.False(Period.Through(First, First).IsEmpty);
    }

    [Theory]
    [InlineData("2024-03-01", true)]
    [InlineData("2024-02-30", false)]
    [InlineData("2024-3-1", false)]
    [InlineData("2024", false)]
    [InlineData("now", false)]
    public void As_of_is_a_whole_day(string text, bool reads)
    {
        var day = AsOf.Read(text);

        Assert.Equal(reads, day.IsOk);
        Assert.Equal(reads ? text : "as-of.unreadable", reads ? day.Value.ToString() : day.Faults[0].Code);
    }
}
