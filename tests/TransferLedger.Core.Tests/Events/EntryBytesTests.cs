using System.Text;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Tests.Events;

public sealed class EntryBytesTests
{
    private static readonly Guid Id = Guid.Parse("019aa2b4-0000-7000-8000-000000000001");

    private static readonly DateTime RecordedAt = new DateTime(
        2026,
        11,
        21,
        22,
        50,
        40,
        DateTimeKind.Utc
    ).AddTicks(1_234_560);

    private const string Whole =
        """{"v":1,"ledger":"ledger.example/é","id":"019aa2b4-0000-7000-8000-000000000001","stream":"report/a","version":2,"type":"containers-reported.v1","recordedAt":"2026-11-21T22:50:40.123456Z","by":"desk \"1\"","data":{"b":1,"a":[2, 3]}}""";

    [Fact]
    public void An_entry_has_its_members_in_one_order_and_its_data_untouched() =>
        Assert.Equal(Whole, Encoding.UTF8.GetString(Draft().Stamp(RecordedAt)));

    [Fact]
    public void Stamping_again_replaces_the_instant()
    {
        var draft = Draft();
        draft.Stamp(RecordedAt.AddYears(1));

        Assert.Equal(Whole, Encoding.UTF8.GetString(draft.Stamp(RecordedAt)));
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        var read = EntryBytes.Read(Encoding.UTF8.GetBytes(Whole));

        Assert.Equal(
            (
                "ledger.example/é",
                Id,
                new StreamId("report/a"),
                2L,
                "containers-reported.v1",
                RecordedAt,
                "desk \"1\""
            ),
            (read.Ledger, read.Id, read.Stream, read.Version, read.Type, read.RecordedAt, read.By)
        );
        Assert.Equal("""{"b":1,"a":[2, 3]}""", Encoding.UTF8.GetString(read.Data.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"v":2}""")]
    [InlineData("""{"ledger":"x","v":1}""")]
    [InlineData("""{"v":1,"ledger":7}""")]
    public void Bytes_that_are_no_entry_are_refused(string bytes) =>
        Assert.Throws<FormatException>(() => EntryBytes.Read(Encoding.UTF8.GetBytes(bytes)));

    [Fact]
    public void An_entry_cut_short_is_refused_wherever_it_is_cut()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);

        Assert.All(
            Enumerable.Range(0, bytes.Length),
            length => Assert.Throws<FormatException>(() => EntryBytes.Read(bytes.AsMemory(0, length)))
        );
    }

    [Fact]
    public void Something_after_the_entry_is_refused() =>
        Assert.Throws<FormatException>(() => EntryBytes.Read(Encoding.UTF8.GetBytes(Whole + "{}")));

    private static EntryDraft Draft() =>
        EntryBytes.Draft(
            "ledger.example/é",
            Id,
            new StreamId("report/a"),
            2,
            "containers-reported.v1",
            "desk \"1\"",
            Encoding.UTF8.GetBytes("""{"b":1,"a":[2, 3]}""")
        );
}
