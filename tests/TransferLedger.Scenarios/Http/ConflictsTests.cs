using System.Net;
using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>A ledger in which four figures have five conflicts and one has none.</summary>
public sealed class DividedLedger(Postgres.Tests.LedgerServer postgres)
    : RunningLedger(postgres),
        IAsyncLifetime
{
    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        const string January = "2024-01-01/2024-01-31";
        await File(
            "IR-RU",
            At("UA", "2024-02-01", "at least 500", January),
            At("PL", "2024-02-01", "at most 100", January)
        );
        // "Since January" may mean another day.
        await File(
            "IR-SY",
            At("UA", "2024-02-01", "at least 500", "2024-01/2024-02-01"),
            At("PL", "2024-02-05", "at most 100", "2024-01/2024-02-05")
        );
        await File(
            "CN-RU",
            At("UA", "2024-02-01", "at least 500", January),
            At("PL", "2024-02-01", "at least 100", January)
        );
        await File(
            "IR-YE",
            Tanks("UA", "2024-02-01", "at least 500"),
            Tanks("UA", "2024-02-05", "at most 200"),
            Tanks("PL", "2024-02-05", "at most 50"),
            Tanks("LT", "2024-02-05", "at least 300")
        );

        static string At(string state, string stated, string quantity, string coverage) =>
            Reports.ContainersOf(state, stated, quantity, coverage);

        static string Tanks(string state, string stated, string quantity) =>
            Reports.ItemsOf(state, stated, "tank", quantity, January);

        Task File(string corridor, params string[] claims) =>
            Client.File(Reports.Published(corridor.ToLowerInvariant(), corridor, "2024-02-10", claims));
    }
}

/// <summary><c>GET /conflicts</c> across figures: filters, days and pages.</summary>
public sealed class ConflictsTests(DividedLedger ledger) : IClassFixture<DividedLedger>
{
    private const string Tanks = "IR-YE/items/tank";

    [Theory]
    [InlineData("grade=tension", "IR-SY/containers PL UA")]
    [InlineData("grade=contradiction&corridor=IR-RU", "IR-RU/containers PL UA")]
    [InlineData("measure=containers", "IR-RU/containers PL UA; IR-SY/containers PL UA")]
    [InlineData("corridor=CN-RU", "")]
    [InlineData("party=LT", "IR-YE/items/tank LT PL; IR-YE/items/tank LT UA")]
    [InlineData("party=PL&measure=containers&grade=contradiction", "IR-RU/containers PL UA")]
    [InlineData("party=KR", "")]
    [InlineData("asOf=2024-02-01&measure=containers", "IR-RU/containers PL UA")]
    [InlineData("asOf=2024-01-31", "")]
    public async Task They_are_narrowed(string query, string expected)
    {
        var found = (await ledger.Client.Ask($"/conflicts?{query}")).Items.EnumerateArray().Select(Told);
        Assert.Equal(expected, string.Join("; ", found));
    }

    [Fact]
    public async Task One_perspective_is_in_conflict_with_itself_where_it_superseded_a_telling()
    {
        var own = (await ledger.Client.Ask("/conflicts?corridor=IR-YE&party=UA")).Items.EnumerateArray();
        var conflict = own.Single(row => row.GetProperty("between").GetArrayLength() == 1);
        Assert.Equal(
            ["ir-ye#1", "ir-ye#2"],
            conflict
                .GetProperty("claims")
                .EnumerateArray()
                .Select(claim => claim.GetString())
                .Order(StringComparer.Ordinal)
        );
        var superseded = (await ledger.Client.Figure(Tanks))
            .GetProperty("perspectives")
            .With("perspective", "UA")
            .GetProperty("superseded")[0];
        Assert.Equal(
            ("ir-ye#1", conflict.Of("text")),
            (superseded.Of("claim"), superseded.GetProperty("conflict").Of("text"))
        );
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(1, "&asOf=2024-06-01")]
    [InlineData(2, "&asOf=2024-06-01")]
    [InlineData(1, "&party=UA")]
    [InlineData(1, "&minReliability=F")]
    public async Task Page_by_page_each_comes_exactly_once(int limit, string query)
    {
        var all = (await ledger.Client.Ask($"/conflicts?limit=1000{query}"))
            .Items.EnumerateArray()
            .Select(row => row.GetRawText())
            .ToList();
        var paged = new List<string>();
        var next = $"/conflicts?limit={limit}{query}";
        while (next is not null)
        {
            var page = await ledger.Client.Ask(next);
            var rows = page.Items.EnumerateArray().Select(row => row.GetRawText()).ToList();
            paged.AddRange(rows);
            Assert.True(rows.Count == limit || page.Json.Of("next") is null);
            next = page.Headers.TryGetValue("Link", out var link) ? link.Split('<', '>')[1] : null;
            Assert.True(paged.Count <= all.Count, "It does not end.");
        }

        Assert.Equal(all, paged);
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(query.Contains("minReliability", StringComparison.Ordinal), all.Count == 0);
    }

    [Fact]
    public async Task The_list_and_the_figures_tell_the_same()
    {
        var listed = (await ledger.Client.Ask("/conflicts"))
            .Items.EnumerateArray()
            .GroupBy(row => row.Of("figure"))
            .ToDictionary(rows => rows.Key, rows => rows.Count());
        foreach (var figure in (await ledger.Client.Ask("/figures")).Items.EnumerateArray())
        {
            var estimate = await ledger.Client.Figure(figure.Of("figure"));
            var own = estimate
                .GetProperty("perspectives")
                .EnumerateArray()
                .SelectMany(p => p.GetProperty("superseded").EnumerateArray())
                .Count();
            Assert.Equal(
                listed.GetValueOrDefault(figure.Of("figure")),
                estimate.GetProperty("conflicts").GetArrayLength() + own
            );
            Assert.Equal(listed.GetValueOrDefault(figure.Of("figure")), figure.Number("conflicts"));
        }
    }

    [Theory]
    [InlineData("grade=fight")]
    [InlineData("measure=boxes")]
    [InlineData("corridor=IRRU")]
    [InlineData("party=%00")]
    [InlineData("cursor=x")]
    public async Task A_filter_that_is_none_is_refused(string query)
    {
        var answer = await ledger.Client.Ask($"/conflicts?{query}");
        Assert.Equal(
            (HttpStatusCode.BadRequest, query.Split('=')[0]),
            (answer.Status, Assert.Single(answer.Faults).Pointer)
        );
    }

    private static string Told(JsonElement row) =>
        $"{row.Of("figure")} {string.Join(' ', row.GetProperty("between").EnumerateArray().Select(p => p.GetString()))}";
}
