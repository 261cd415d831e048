using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Figures;
using TransferLedger.Postgres.Projections;
using TransferLedger.Postgres.Tests.Embedded;

namespace TransferLedger.Postgres.Tests.Projections;

/// <summary>How a runner keeps the read tables in step with the log, and what makes it stop.</summary>
public sealed class RunnerTests(LedgerServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_page_never_ends_inside_a_report(int pageEntries)
    {
        await using var ledger = await ProjectedLedger.Create(server);
        var ends = new List<long> { 0 };
        for (var i = 0; i < 8; i++)
        {
            var claims = string.Join(", ", Enumerable.Repeat(ProjectedLedger.Containers(), 1 + (i % 4)));
            ends.Add((await ledger.File(ProjectedLedger.Report($"page-{i}", claims))).Value + 1);
        }

        var runner = ledger.Runner(pageEntries);
        await runner.Prepare(Stop);
        await ledger.Administer(
            """
            create table public.moves (next bigint);
            create function public.note_move() returns trigger language plpgsql security definer
                as $$ begin insert into public.moves values (new.next); return new; end $$;
            create trigger note_move after update of next on projections.generations for each row execute function public.note_move();
            """
        );
        await ledger.Project(runner);
        var moves = await ledger.Ask<long[]>("select array_agg(next) from public.moves");
        Assert.Subset(ends.ToHashSet(), moves.ToHashSet());
        Assert.Equal(ends[^1], moves.Max());
    }

    [Fact]
    public async Task A_runner_far_behind_works_the_tables_out_anew_and_goes_on_from_there()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        var runner = ledger.Runner(pageEntries: 2, farBehindEntries: 10);
        await runner.Prepare(Stop);
        var empty = await ledger.Live();
        await ledger.FileMany(20);
        await ledger.Project(runner);
        Assert.NotEqual(empty, await ledger.Live());
        await ledger.File(ProjectedLedger.Report("behind", ProjectedLedger.Containers()));
        await ledger.Project(runner);
        Assert.Equal((await ledger.Log.Head(Stop)).Size, await ledger.Bookmark());
        Assert.Empty((await runner.Rebuild(progress: null, Stop)).Differing);
    }

    [Fact]
    public async Task A_runner_far_behind_that_cannot_work_them_out_anew_goes_on_page_by_page()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        var runner = ledger.Runner(pageEntries: 2, farBehindEntries: 10);
        await runner.Prepare(Stop);
        var empty = await ledger.Live();
        await ledger.FileMany(20);
        await ledger.Administer(
            """
            create function public.refuse() returns event_trigger language plpgsql as $$
            begin
                if exists (select from pg_event_trigger_ddl_commands() where object_identity like 'projections.claims%') then
                    raise 'no more tables';
                end if;
            end $$;
            create event trigger refuse on ddl_command_end when tag in ('CREATE TABLE') execute function public.refuse();
            """
        );
        await ledger.Project(runner);
        Assert.Equal(empty, await ledger.Live());
        Assert.Equal((await ledger.Log.Head(Stop)).Size, await ledger.Bookmark());
    }

    [Fact]
    public async Task A_runner_a_little_behind_goes_on_page_by_page()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        var runner = ledger.Runner(pageEntries: 2, farBehindEntries: 1_000);
        await runner.Prepare(Stop);
        var empty = await ledger.Live();
        await ledger.FileMany(20);
        await ledger.Project(runner);
        Assert.Equal(empty, await ledger.Live());
    }

    [Fact]
    public async Task A_runner_far_behind_a_broken_entry_stops_before_it()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        var runner = ledger.Runner(pageEntries: 2, farBehindEntries: 10);
        await runner.Prepare(Stop);
        await ledger.FileMany(20);
        var broken = await ledger.AppendUnknown();
        await ledger.File(ProjectedLedger.Report("after", ProjectedLedger.Containers()));
        var stopped = await Assert.ThrowsAsync<ProjectionException>(() => ledger.Project(runner));
        Assert.Equal(broken, stopped.Position);
        Assert.Equal(broken.Value, await ledger.Bookmark());
    }

    [Fact]
    public async Task Where_a_row_cannot_be_written_neither_rows_nor_bookmark_move()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.File(ProjectedLedger.Report("before", ProjectedLedger.Containers()));
        await ledger.Project(ledger.Runner());
        var (rows, bookmark) = (await ledger.Rows(), await ledger.Bookmark());
        await ledger.Spoil(
            "alter table projections.figures_{g} add constraint nothing_new check (figure <> 'IR-RU/containers') not valid"
        );
        await ledger.File(ProjectedLedger.Report("stuck", ProjectedLedger.Containers(), "IR-RU"));
        var runner = ledger.Runner();
        var stopped = await Assert.ThrowsAsync<ProjectionException>(() => ledger.Project(runner));
        Assert.IsType<PostgresException>(stopped.InnerException);
        Assert.Equal(rows, await ledger.Rows());
        Assert.Equal(bookmark, await ledger.Bookmark());
        await ledger.Spoil("alter table projections.figures_{g} drop constraint nothing_new");
        await ledger.Project(ledger.Runner());
        Assert.Equal((await ledger.Log.Head(Stop)).Size, await ledger.Bookmark());
    }

    [Fact]
    public async Task A_second_runner_waits_says_how_far_the_first_is_and_goes_on_where_it_ends()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var doneFirst = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var (first, second) = (ledger.Runner(), ledger.Runner());
        var firstRunning = first.Run(doneFirst.Token);
        await first.WaitFor(
            await ledger.File(ProjectedLedger.Report("one", ProjectedLedger.Containers())),
            Stop
        );
        var secondRunning = second.Run(done.Token);
        await second.WaitFor(
            await ledger.File(ProjectedLedger.Report("two", ProjectedLedger.Containers())),
            Stop
        );
        Assert.Equal(
            1,
            await ledger.Ask<long>("select fence from projections.generations where state = 'live'")
        );
        await doneFirst.CancelAsync();
        await firstRunning;
        await second.WaitFor(
            await ledger.File(ProjectedLedger.Report("three", ProjectedLedger.Containers())),
            Stop
        );
        Assert.Equal(
            2,
            await ledger.Ask<long>("select fence from projections.generations where state = 'live'")
        );
        await done.CancelAsync();
        await secondRunning;
    }

    [Fact]
    public async Task A_runner_that_lost_its_lease_writes_no_more_and_waits_for_its_turn()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var (first, second) = (ledger.Runner(), ledger.Runner());
        var firstRunning = first.Run(done.Token);
        await first.WaitFor(
            await ledger.File(ProjectedLedger.Report("one", ProjectedLedger.Containers())),
            Stop
        );
        // What a pause of the process that is longer than its lease looks like to the database.
        await ledger.Administer(
            "update projections.generations set fence = fence + 1, runner = gen_random_uuid(), lease_until = clock_timestamp() + '3 s'"
        );
        var secondRunning = second.Run(done.Token);
        var last = await ledger.File(ProjectedLedger.Report("two", ProjectedLedger.Containers()));
        await Task.WhenAll(first.WaitFor(last, Stop), second.WaitFor(last, Stop));
        Assert.Null(first.Stopped);
        Assert.Equal(
            3,
            await ledger.Ask<long>("select fence from projections.generations where state = 'live'")
        );
        await done.CancelAsync();
        await Task.WhenAll(firstRunning, secondRunning);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_folded_stops_it_loudly_at_its_position_while_filing_goes_on()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        var good = await ledger.File(ProjectedLedger.Report("good", ProjectedLedger.Containers()));
        var bad = await ledger.AppendUnknown();
        var said = new RememberingLogger();
        var runner = ledger.Runner(logger: new Spoken(said));
        var stopped = await Assert.ThrowsAsync<ProjectionException>(() => runner.Run(Stop));
        Assert.Contains($"entry at {bad} ", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(stopped.Message, runner.Stopped);
        Assert.Contains($"before position {bad}", said.Everything, StringComparison.Ordinal);
        Assert.Equal(good.Value + 1, await ledger.Bookmark());
        var after = await ledger.File(ProjectedLedger.Report("after", ProjectedLedger.Containers()));
        Assert.True(after > bad);
    }

    [Fact]
    public async Task It_goes_on_where_the_one_before_it_ended()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(5);
        await ledger.Project(ledger.Runner());
        await ledger.File(ProjectedLedger.Report("later", ProjectedLedger.Containers("over 5,000")));
        await ledger.Project(ledger.Runner());
        var rows = await ledger.Rows();
        await ledger.Runner().Rebuild(progress: null, Stop);
        Assert.Equal(await ledger.Rows(), rows);
    }

    [Fact]
    public async Task An_empty_ledger_is_read_as_empty()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.Project(ledger.Runner());
        var reads = new LedgerReads(ledger.Server);
        var figure = FigureId.Read("KP-RU/containers").Value;
        var found = await (await reads.At(size: null, Stop)).EntriesOfFigures([figure], Stop);
        Assert.Equal(0, await reads.Bookmark(Stop));
        Assert.Empty(found[figure].Entries);
    }

    [Fact]
    public async Task Read_tables_of_an_older_version_are_worked_out_again()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(5);
        await ledger.Project(ledger.Runner());
        var rows = await ledger.Rows();
        await ledger.Spoil(
            "alter table projections.claims_{g} drop column last_day; update projections.generations set fold = fold - 1"
        );

        await ledger.Project(ledger.Runner());

        Assert.Equal(rows, await ledger.Rows());
    }

    [Fact]
    public async Task The_read_tables_are_there_before_anything_is_projected_even_where_many_make_them_at_once()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ledger.Runner().Prepare(Stop)));
        var found = await new LedgerReads(ledger.Server).Corridors(DateOnly.MaxValue, "", 10, Stop);
        Assert.Empty(found.Rows);
    }

    private sealed class Spoken(ILogger inner) : ILogger<ProjectionRunner>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
