using System.Text.Json;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Tests.Time;

public sealed class EdtfTests
{
    [Theory]
    [InlineData("2024", "2024-01-01", "2024-12-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2024-02-26", "2024-02-26", "2024-02-26")]
    [InlineData("2022-06~", "2022-06-01", "2022-06-30")]
    [InlineData("2023?", "2023-01-01", "2023-12-31")]
    [InlineData("2023-09/2024-02-26", "2023-09-01", "2024-02-26")]
    [InlineData("2022-06~/2024-08-27", "2022-06-01", "2024-08-27")]
    [InlineData("/2024-06-16", null, "2024-06-16")]
    [InlineData("../2023-10-14", null, "2023-10-14")]
    [InlineData("2024-02/..", "2024-02-01", null)]
    [InlineData("2024-02/", "2024-02-01", null)]
    [InlineData("0001/9998", "0001-01-01", "9998-12-31")]
    public void A_date_has_an_earliest_and_a_latest_day_as_written(
        string text,
        string? earliest,
        string? latest
    )
    {
        var date = Edtf.Read(text).Value;

        Assert.Equal((Day(earliest), Day(latest)), (date.Earliest, date.Latest));
        Assert.Equal(text, date.Text);
    }

    [Theory]
    [InlineData("2024~", "2023-01-01", "2025-12-31")]
    [InlineData("2024-03~", "2024-02-01", "2024-04-30")]
    [InlineData("2024-01%", "2023-12-01", "2024-02-29")]
    [InlineData("2024-02-26~", "2024-02-19", "2024-03-04")]
    [InlineData("2024-02-26%", "2024-02-19", "2024-03-04")]
    [InlineData("2024-02-26?", "2024-02-26", "2024-02-26")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("0001~", "0001-01-01", "0002-12-31")]
    [InlineData("0001-01-03~", "0001-01-01", "0001-01-10")]
    [InlineData("9998~", "9997-01-01", "9998-12-31")]
    [InlineData("9998-12~", "9998-11-01", "9998-12-31")]
    public void The_cautious_reading_widens_what_is_about(string text, string earliest, string latest)
    {
        var date = Edtf.Read(text).Value;

        Assert.Equal(new DaySpan(Day(earliest)!.Value, Day(latest)!.Value), date.Start.Cautious);
        Assert.Equal(date.Start, date.End);
    }

    [Fact]
    public void Each_side_of_an_interval_keeps_its_own_span()
    {
        var date = Edtf.Read("2022-06~/2024-08").Value;

        Assert.Equal("2022-05-01 2022-06-01 2022-06-30 2022-07-31", Days(date.Start));
        Assert.Equal("2024-08-01 2024-08-01 2024-08-31 2024-08-31", Days(date.End));
    }

    [Fact]
    public void An_empty_side_is_unknown_and_two_dots_are_open()
    {
        Assert.IsType<EdtfSide.Unknown>(Edtf.Read("/2024").Value.Start);
        Assert.IsType<EdtfSide.Open>(Edtf.Read("../2024").Value.Start);
        Assert.IsType<EdtfSide.Unknown>(Edtf.Read("2024/").Value.End);
        Assert.IsType<EdtfSide.Open>(Edtf.Read("2024/..").Value.End);
    }

    [Theory]
    [InlineData("", "date.unreadable")]
    [InlineData("mid-2022", "date.unreadable")]
    [InlineData("2024-2-6", "date.unreadable")]
    [InlineData("26.02.2024", "date.unreadable")]
    [InlineData(" 2024", "date.unreadable")]
    [InlineData("2024\n", "date.unreadable")]
    [InlineData("2024?~", "date.unreadable")]
    [InlineData("2024-02-26T10:00:00Z", "date.unreadable")]
    [InlineData("2023/2024/2025", "date.unreadable")]
    [InlineData("٢٠٢٤", "date.unreadable")]
    [InlineData("2024-02-30", "date.no-such-day")]
    [InlineData("2023-02-29", "date.no-such-day")]
    [InlineData("2024-13", "date.no-such-day")]
    [InlineData("2024-21", "date.no-such-day")]
    [InlineData("2024-00", "date.no-such-day")]
    [InlineData("0000", "date.no-such-day")]
    [InlineData("9999", "date.no-such-day")]
    [InlineData("/", "date.says-nothing")]
    [InlineData("../..", "date.says-nothing")]
    [InlineData("2024/2023", "date.ends-before-start")]
    [InlineData("2024-02-27/2024-02-26", "date.ends-before-start")]
    public void What_is_no_date_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Single(Edtf.Read(text).Faults).Code);

    [Fact]
    public void Both_sides_of_an_interval_name_their_faults() =>
        Assert.Equal(2, Edtf.Read("x/2024-13").Faults.Length);

    [Theory]
    [InlineData("2024/2024-03")]
    [InlineData("2024-06~/2024-05")]
    [InlineData("2024-03-04~/2024-03-01")]
    public void An_interval_that_may_yet_end_after_it_starts_is_read(string text) =>
        Assert.True(Edtf.Read(text).IsOk);

    [Theory]
    [InlineData("2024-02-26", 1)]
    [InlineData("2024-02", 29)]
    [InlineData("2024-02-01/2024-03-01", 30)]
    [InlineData("2024-06~/2024-05", 61)]
    [InlineData("/2024", Edtf.NoEndOfDays)]
    [InlineData("2024/..", Edtf.NoEndOfDays)]
    public void The_more_precise_date_spans_fewer_days(string text, int days) =>
        Assert.Equal(days, Edtf.Read(text).Value.DaysSpanned);

    [Fact]
    public void Dates_are_equal_when_their_texts_are()
    {
        Assert.Equal(Edtf.Read("2024-02").Value, Edtf.Read("2024-02").Value);
        Assert.NotEqual(Edtf.Read("2024-02").Value, Edtf.Read("2024-02-01/2024-02-29").Value);
    }

    [Fact]
    public void A_date_is_stored_as_its_text()
    {
        var date = Edtf.Read("2022-06~/2024-08-27").Value;

        var json = JsonSerializer.Serialize(date);

        Assert.Equal("\"2022-06~/2024-08-27\"", json);
        Assert.Equal(date, JsonSerializer.Deserialize<Edtf>(json));
    }

    [Theory]
    [InlineData("\"summer\"")]
    [InlineData("2024")]
    public void A_stored_date_that_cannot_be_read_is_a_broken_store(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Edtf>(json));

    private static DateOnly? Day(string? day) =>
        day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", null);

    private static string Days(EdtfSide side) =>
        $"{side.Cautious!.Value.Earliest:yyyy-MM-dd} {side.Written!.Value.Earliest:yyyy-MM-dd} "
        + $"{side.Written!.Value.Latest:yyyy-MM-dd} {side.Cautious!.Value.Latest:yyyy-MM-dd}";
}
