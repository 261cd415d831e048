using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Core.Events;
using TransferLedger.Postgres.Excerpts;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Tests.Log;

namespace TransferLedger.Postgres.Tests.Excerpts;

public sealed class ExcerptStoreTests(LedgerServer server) : IAsyncLifetime
{
    private LogDatabase database = null!;
    private PostgresLog log = null!;
    private ExcerptStore store = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await LogDatabase.Create(server);
        log = await database.Node();
        store = new ExcerptStore(database.Server, NullLogger<ExcerptStore>.Instance);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task All_quotes_come_once_each_however_many_pages_they_take()
    {
        var filed = new List<CarriedExcerpt>();
        foreach (var report in new[] { "a", "b", "c" })
        {
            var quotes = Enumerable.Range(0, 500).Select(n => $"words {n} of {report}");
            filed.AddRange(await log.File(report, withWords: true, quotes));
        }

        Assert.True(filed.Count > ExcerptStore.PageQuotes);
        Assert.Equal(ById(filed), await All());
    }

    [Fact]
    public async Task What_was_broken_off_is_finished_and_nothing_else_goes()
    {
        var quotes = await log.File("a", withWords: true, "words that go", "words that stay");
        await log.SayErased("a", quotes[0].Entry, version: 4);
        Assert.Equal(2, await Words());

        await store.FinishErasures(Now);
        await store.FinishErasures(Now);

        Assert.Equal(1, await Words());
        Assert.Equal([quotes[1]], await All());
    }

    [Fact]
    public async Task An_entry_of_another_report_erases_nothing()
    {
        var quotes = await log.File("a", withWords: true, "words that stay");
        await log.File("b", withWords: true, "other words");

        await log.SayErased("b", quotes[0].Entry, version: 3);
        Assert.Empty(await store.FinishErasures(Now));

        Assert.Equal("words that stay", (await log.ReadExcerpt(quotes[0].Entry, Now))?.Text);
        Assert.Equal(2, (await All()).Count);
    }

    [Theory]
    [InlineData("'no entry'")]
    [InlineData("decode('ff', 'hex') || bytes")]
    [InlineData("convert_to(replace(convert_from(bytes, 'UTF8'), '\"claim\"', '\"other\"'), 'UTF8')")]
    public async Task An_erasure_that_cannot_be_read_is_named_and_the_others_are_finished(string bytes)
    {
        var quotes = await log.File("a", withWords: true, "words", "words that stay");
        await log.SayErased("a", quotes[0].Entry, version: 4);
        var position = (await log.Head(Now)).Size - 1;
        await log.File("b", withWords: true, "words that stay");
        var others = await log.File("c", withWords: true, "words that go");
        await log.SayErased("c", others[0].Entry, version: 3);
        await Spoil($"bytes = {bytes}", position);

        Assert.Equal([new Position(position)], await store.FinishErasures(Now));

        Assert.Null(await log.ReadExcerpt(others[0].Entry, Now));
        Assert.Equal("words that stay", (await log.ReadExcerpt(quotes[1].Entry, Now))?.Text);
        Assert.Equal([new BroughtIn.There()], await store.BringIn([quotes[1]], Now));
        Assert.Equal(3, await Words());
    }

    private Task Spoil(string set, long position) =>
        LogDatabase.Run(
            database.Administrator,
            $"set session_replication_role = replica; update ledger.entries set {set} where position = {position}; reset session_replication_role"
        );

    [Fact]
    public async Task Quotes_that_are_missing_are_brought_in_once()
    {
        var quotes = await log.File("a", withWords: false, "first words", "second words");

        Assert.Equal(
            [new BroughtIn.Written(), new BroughtIn.There(), new BroughtIn.Written()],
            await store.BringIn([quotes[0], quotes[0], quotes[1]], Now)
        );
        Assert.Equal([new BroughtIn.There(), new BroughtIn.There()], await store.BringIn(quotes, Now));
        Assert.Equal(ById(quotes), await All());
    }

    [Fact]
    public async Task A_quote_that_was_erased_where_there_was_none_stays_away()
    {
        var quotes = await log.File("a", withWords: false, "words that go");
        await log.EraseExcerpt(quotes[0].Entry, Now);

        Assert.Equal([new BroughtIn.Erased()], await store.BringIn(quotes, Now));
        Assert.Equal(0, await Words());
    }

    [Fact]
    public async Task A_quote_of_which_the_log_says_that_it_was_erased_stays_away()
    {
        var quotes = await log.File("a", withWords: false, "words that go");
        await log.SayErased("a", quotes[0].Entry, version: 3);

        Assert.Equal([new BroughtIn.Erased()], await store.BringIn(quotes, Now));
        Assert.Equal(0, await Words());
    }

    [Fact]
    public async Task Where_other_words_lie_already_the_right_ones_are_refused_and_the_others_stay()
    {
        var quotes = await log.File("a", withWords: false, "words as they were said");
        await LogDatabase.Run(
            database.Server,
            $"insert into ledger.excerpts values ('{quotes[0].Entry}', '\\x00', 'words that nobody said')"
        );

        var refused = Assert.IsType<BroughtIn.Refused>(Assert.Single(await store.BringIn(quotes, Now)));

        Assert.Equal("excerpt.differs", refused.Fault.Code);
    }

    [Fact]
    public async Task Nothing_is_brought_in_from_nothing() => Assert.Empty(await store.BringIn([], Now));

    /// <summary>Ids of one millisecond stand in any order.</summary>
    private static IEnumerable<CarriedExcerpt> ById(IEnumerable<CarriedExcerpt> quotes) =>
        quotes.OrderBy(quote => $"{quote.Entry}", StringComparer.Ordinal);

    private async Task<List<CarriedExcerpt>> All()
    {
        var all = new List<CarriedExcerpt>();
        await foreach (var excerpt in store.All(Now))
        {
            all.Add(excerpt);
        }

        return all;
    }

    private Task<long> Words() =>
        LogDatabase.Ask<long>(
            database.Server,
            "select count(*) from ledger.excerpts where text is not null or salt is not null"
        );
}
