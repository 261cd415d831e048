using System.Security.Cryptography;
using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Sealing;
using TransferLedger.Core.Tests.Sealing;

namespace TransferLedger.Core.Tests.Log;

/// <summary>What every log promises. Each test begins with a log that holds nothing.</summary>
public abstract class LogContract
{
    protected abstract ILog Log { get; }

    protected static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_log_has_the_root_of_nothing()
    {
        var head = await Log.Head(Now);

        Assert.Equal(new LogHead(0, Merkle.Empty, RecordedAt: null), head);
    }

    [Fact]
    public async Task What_was_appended_is_read_back_byte_for_byte()
    {
        var appended = await Append(New("report/a", 1), New("report/a", 2));

        var read = await Log.Read(Position.First, 10, Now);

        Assert.Equal(
            appended.Select(e => Convert.ToHexString(e.Bytes.Span)),
            read.Select(e => Convert.ToHexString(e.Bytes.Span)),
            StringComparer.Ordinal
        );
        Assert.Equal([0L, 1L], read.Select(e => e.Position.Value));
    }

    [Fact]
    public async Task The_columns_of_an_entry_say_what_its_bytes_say()
    {
        await Append(New("report/a", 1));

        var entry = Assert.Single(await Log.Read(Position.First, 10, Now));

        var said = EntryBytes.Read(entry.Bytes);
        Assert.Equal(
            (said.Id, said.Stream, said.Version, said.Type, said.RecordedAt),
            (entry.Id, entry.Stream, entry.Version, entry.Type, entry.RecordedAt)
        );
    }

    [Fact]
    public async Task A_page_begins_where_it_is_asked_to_and_ends_at_its_limit()
    {
        await Append([.. Enumerable.Range(1, 7).Select(v => New("report/a", v))]);

        var page = await Log.Read(new Position(2), 3, Now);

        Assert.Equal([2L, 3L, 4L], page.Select(e => e.Position.Value));
    }

    [Fact]
    public async Task Reading_past_the_end_gives_nothing()
    {
        await Append(New("report/a", 1));

        Assert.Empty(await Log.Read(new Position(1), 10, Now));
    }

    [Fact]
    public async Task A_stream_holds_its_own_entries_only()
    {
        await Append(New("report/a", 1), New("report/b", 1), New("report/a", 2));

        var stream = await Log.ReadStream(new StreamId("report/a"), Now);

        Assert.Equal([(1L, 0L), (2L, 2L)], stream.Select(e => (e.Version, e.Position.Value)));
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_is_empty() =>
        Assert.Empty(await Log.ReadStream(new StreamId("report/none"), Now));

    [Fact]
    public async Task A_version_that_is_taken_is_refused()
    {
        await Append(New("report/a", 1));

        var result = await Log.Append([New("report/a", 1)], Now);

        Assert.Equal(new AppendResult.VersionMoved(new StreamId("report/a"), 1), result);
    }

    [Fact]
    public async Task A_version_that_leaves_a_gap_is_refused()
    {
        var result = await Log.Append([New("report/a", 3)], Now);

        Assert.Equal(new AppendResult.VersionMoved(new StreamId("report/a"), 0), result);
    }

    [Fact]
    public async Task A_request_is_written_whole_or_not_at_all()
    {
        await Append(New("report/a", 1));

        await Log.Append([New("report/b", 1), New("report/a", 1)], Now);

        Assert.Equal(1, (await Log.Head(Now)).Size);
    }

    [Fact]
    public async Task The_same_request_again_is_answered_with_the_entries_that_are_there()
    {
        NewEntry[] request = [New("report/a", 1), New("report/a", 2)];
        var first = await Append(request);

        var second = await Append(request);

        Assert.Equal(
            first.Select(e => (e.Position, e.RecordedAt)),
            second.Select(e => (e.Position, e.RecordedAt))
        );
        Assert.Equal(2, (await Log.Head(Now)).Size);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        var entry = New("report/a", 1);
        await Append(entry);

        var result = await Log.Append(
            [entry with { Data = Encoding.UTF8.GetBytes("""{"other":true}""") }],
            Now
        );

        Assert.Equal(new AppendResult.DuplicateId(entry.Id), result);
    }

    [Fact]
    public async Task The_same_id_in_another_stream_is_refused()
    {
        var entry = New("report/a", 1);
        await Append(entry);

        var result = await Log.Append([entry with { Stream = new StreamId("report/b") }], Now);

        Assert.Equal(new AppendResult.DuplicateId(entry.Id), result);
    }

    [Fact]
    public async Task A_request_that_is_there_in_part_is_refused()
    {
        var entry = New("report/a", 1);
        await Append(entry);

        var result = await Log.Append([entry, New("report/a", 2)], Now);

        Assert.Equal(new AppendResult.DuplicateId(entry.Id), result);
    }

    [Fact]
    public async Task One_id_twice_in_a_request_is_refused()
    {
        var entry = New("report/a", 1);

        var result = await Log.Append([entry, entry with { Version = 2 }], Now);

        Assert.Equal(new AppendResult.DuplicateId(entry.Id), result);
    }

    [Fact]
    public async Task An_entry_of_65536_bytes_is_refused()
    {
        var data = Encoding.UTF8.GetBytes($"\"{new string('x', 65_000)}\"");
        var length = (await Append(New("report/a", 1) with { Data = data }))[0].Bytes.Length;
        var longer = Encoding.UTF8.GetBytes($"\"{new string('x', 65_000 + 65_536 - length)}\"");

        var result = await Log.Append([New("report/a", 2) with { Data = longer }], Now);

        Assert.Equal(65_536, Assert.IsType<AppendResult.TooLong>(result).Length);
    }

    [Fact]
    public async Task Versions_out_of_step_are_a_bug_of_the_caller() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Log.Append([New("report/a", 1), New("report/a", 3)], Now)
        );

    [Fact]
    public async Task A_request_without_entries_is_a_bug_of_the_caller() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Log.Append([], Now));

    [Fact]
    public async Task Every_entry_is_recorded_later_than_the_one_before()
    {
        await Append([.. Enumerable.Range(1, 300).Select(v => New("report/a", v))]);
        await Append(New("report/b", 1));

        var times = (await Log.Read(Position.First, 1_000, Now)).Select(e => e.RecordedAt).ToList();

        Assert.Equal(times.Distinct().Order(), times);
        Assert.All(times, t => Assert.Equal((DateTimeKind.Utc, 0L), (t.Kind, t.Ticks % 10)));
    }

    [Fact]
    public async Task The_head_seals_every_entry()
    {
        await Append([.. Enumerable.Range(1, 261).Select(v => New("report/a", v))]);

        var head = await Log.Head(Now);

        var entries = await Log.Read(Position.First, 1_000, Now);
        Assert.Equal(NaiveTree.Root([.. entries.Select(e => e.Bytes)]), head.Root);
        Assert.Equal((261, entries[^1].RecordedAt), (head.Size, head.RecordedAt));
    }

    [Fact]
    public async Task A_quote_is_kept_beside_its_entry()
    {
        var entry = New("report/a", 1) with { Excerpt = Quote("over 13,000 containers") };
        await Append(entry);

        var excerpt = await Log.ReadExcerpt(entry.Id, Now);

        Assert.Equal("over 13,000 containers", excerpt?.Text);
        Assert.Equal(entry.Excerpt.Salt.ToArray(), excerpt?.Salt.ToArray());
    }

    [Fact]
    public async Task An_erased_quote_is_gone_and_its_entry_stays()
    {
        var entry = New("report/a", 1) with { Excerpt = Quote("over 13,000 containers") };
        await Append(entry);
        var before = await Log.Head(Now);

        await Log.EraseExcerpt(entry.Id, Now);

        Assert.Null(await Log.ReadExcerpt(entry.Id, Now));
        Assert.Equal(before, await Log.Head(Now));
    }

    [Fact]
    public async Task A_quote_is_not_read_once_its_erasure_is_in_the_log()
    {
        var entry = New("report/a", 1) with { Excerpt = Quote("over 13,000 containers") };
        var other = New("report/a", 2) with { Excerpt = Quote("up to 500,000") };
        await Append(entry, other);
        var erasure = new ExcerptErased
        {
            Claim = ClaimId.Read("a#1").Value,
            Reason = "Asked for",
            Entry = entry.Id,
            By = "desk-1",
        };

        await Append(
            New("report/a", 3) with
            {
                Type = EventNames.Of(erasure),
                Data = EventJson.Write(erasure),
            }
        );

        Assert.Null(await Log.ReadExcerpt(entry.Id, Now));
        Assert.Equal("up to 500,000", (await Log.ReadExcerpt(other.Id, Now))?.Text);
    }

    [Fact]
    public async Task A_refused_request_leaves_no_quote()
    {
        var entry = New("report/a", 2) with { Excerpt = Quote("over 13,000 containers") };

        await Log.Append([entry], Now);

        Assert.Null(await Log.ReadExcerpt(entry.Id, Now));
    }

    [Fact]
    public async Task Whoever_waits_for_a_position_is_woken_when_an_entry_stands_there()
    {
        var waiting = Log.WaitFor(new Position(1), Now);
        await Append(New("report/a", 1));
        Assert.False(waiting.IsCompleted);

        await Append(New("report/a", 2));

        await waiting.WaitAsync(TimeSpan.FromMinutes(3), Now);
    }

    [Fact]
    public async Task A_caller_who_has_given_up_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Log.Append([New("report/a", 1)], new CancellationToken(canceled: true))
        );

        Assert.Equal(0, (await Log.Head(Now)).Size);
    }

    [Fact]
    public async Task Bulk_answers_each_request_alone()
    {
        var twice = New("report/a", 1);
        await Append(twice);

        var results = await Log.AppendBulk(
            [
                [New("report/b", 1), New("report/b", 2)],
                [New("report/b", 2)],
                [twice],
                [New("report/b", 3)],
            ],
            Now
        );

        Assert.Collection(
            results,
            r => Assert.Equal([1L, 2L], Positions(r)),
            r => Assert.IsType<AppendResult.VersionMoved>(r),
            r => Assert.Equal([0L], Positions(r)),
            r => Assert.Equal([3L], Positions(r))
        );
    }

    [Fact]
    public async Task Bulk_keeps_quotes_and_seals()
    {
        var entry = New("report/q", 1) with { Excerpt = Quote("thousands of") };
        IReadOnlyList<NewEntry>[] requests =
        [
            .. Enumerable.Range(1, 600).Select(i => new[] { New($"report/{i}", 1) }),
            [entry],
        ];

        await Log.AppendBulk(requests, Now);

        var entries = await Log.Read(Position.First, 1_000, Now);
        Assert.Equal(NaiveTree.Root([.. entries.Select(e => e.Bytes)]), (await Log.Head(Now)).Root);
        Assert.Equal("thousands of", (await Log.ReadExcerpt(entry.Id, Now))?.Text);
    }

    [Fact]
    public async Task Nothing_is_lost_under_thirty_two_writers()
    {
        await new Storm(seed: 20_240_226)
        {
            Logs = [Log],
            Writers = 32,
            RequestsEach = 40,
        }.Run(Now);
    }

    protected static NewEntry New(string stream, long version) =>
        new(
            Guid.CreateVersion7(),
            new StreamId(stream),
            version,
            "containers-reported.v1",
            Encoding.UTF8.GetBytes($$"""{"n":{{version}},"words":"über 13,000"}"""),
            "desk"
        );

    protected async Task<IReadOnlyList<Entry>> Append(params NewEntry[] entries) =>
        Assert.IsType<AppendResult.Appended>(await Log.Append(entries, Now)).Entries;

    private static Excerpt Quote(string text) => new(RandomNumberGenerator.GetBytes(32), text);

    private static IEnumerable<long> Positions(AppendResult result) =>
        Assert.IsType<AppendResult.Appended>(result).Entries.Select(e => e.Position.Value);
}
