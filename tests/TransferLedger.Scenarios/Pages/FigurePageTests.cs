using System.Net;
using System.Text.Json;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>The page of a figure: the number with its qualifier, its moment, and the way to every claim.</summary>
public sealed class FigurePageTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Containers = "/KP-RU/containers";

    [Theory]
    [InlineData("", "Over 13,000; nobody claims an upper limit")]
    [InlineData("?asOf=2024-07-01", "No fewer than 10,000; nobody claims an upper limit")]
    [InlineData("?asOf=2024-03-01", "Approximately 6,700, which is between 6,030 and 7,370")]
    [InlineData("?asOf=2023-10-13", "Over 1,000; nobody claims an upper limit")]
    [InlineData("?asOf=2023-01-01", "Nobody has given a number yet")]
    public async Task The_estimate_is_one_sentence_with_its_qualifier(string query, string sentence)
    {
        var page = await ledger.Client.Look(Containers + query);
        Assert.Equal(sentence, page.Words(".estimate"));
    }

    [Theory]
    [InlineData("?asOf=2024-03-01")]
    [InlineData("?asOf=2024-07-01")]
    [InlineData("?knownAt=26")]
    [InlineData("?asOf=2024-07-01&knownAt=41")]
    [InlineData("?perspective=US")]
    public async Task Its_steps_are_those_of_the_interface(string query)
    {
        var page = await ledger.Client.Look(Containers + query);
        var json = page.QuerySelector("figure[data-chart=revisions] script")!.TextContent;
        var steps = JsonElement.Parse(json).GetProperty("steps").EnumerateArray();
        var told = (await ledger.Client.Ask($"/figures{Containers}/revisions{query}")).Items;
        Assert.Equal(
            told.EnumerateArray()
                .Select(item =>
                    (
                        item.Of("day"),
                        item.GetProperty("after").Number("low"),
                        item.GetProperty("after").Of("status")
                    )
                ),
            steps.Select(step => (step.Of("day"), step.Number("low"), step.Of("status")))
        );
    }

    [Fact]
    public async Task The_table_says_what_the_chart_draws()
    {
        var page = await ledger.Client.Look(Containers);
        var chart = page.QuerySelector("figure[data-chart=revisions]")!;
        var steps = JsonElement.Parse(chart.QuerySelector("script")!.TextContent).GetProperty("steps");
        Assert.Equal(
            steps.All("day"),
            chart.QuerySelectorAll("tbody tr time").Select(time => time.GetAttribute("datetime"))
        );
        Assert.Equal(steps.All("status"), chart.Each("tbody tr .status").Select(word => word.Split(' ')[^1]));
        Assert.True(chart.QuerySelector("details")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Every_claim_leads_to_its_place_in_its_report_and_in_the_log()
    {
        var page = await ledger.Client.Look(Containers);
        var rows = page.QuerySelectorAll("section.claims tbody tr");
        var claims = (await ledger.Client.Ask($"/figures{Containers}/claims")).Items;
        Assert.Equal(claims.GetArrayLength(), rows.Length);
        foreach (var row in rows)
        {
            var claim = row.QuerySelector(".claim a")!;
            var (report, number) = (claim.TextContent.Split('#')[0], claim.TextContent.Split('#')[1]);
            Assert.Equal($"/report/{report}#claim-{number}", claim.GetAttribute("href"));
            var place = await ledger.Client.Ask(row.QuerySelector(".position")!.GetAttribute("href")!);
            Assert.Contains($"\"claim\":\"{claim.TextContent}\"", place.Text, StringComparison.Ordinal);
            Assert.NotNull((await ledger.Client.Look($"/report/{report}")).QuerySelector($"#claim-{number}"));
        }
    }

    [Fact]
    public async Task The_moment_stands_in_the_form_and_goes_with_links_to_who_spoke()
    {
        var page = await ledger.Client.Look($"{Containers}?asOf=2024-03-01&knownAt=41");
        Assert.Equal("2024-03-01", page.QuerySelector("#asOf")!.GetAttribute("value"));
        Assert.Equal("41", page.QuerySelector("#knownAt")!.GetAttribute("value"));
        Assert.All(
            page.QuerySelectorAll("section.claims a[href^='/claimant/']"),
            link =>
                Assert.Contains(
                    "?asOf=2024-03-01&knownAt=41",
                    link.GetAttribute("href")!,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task Its_stops_are_moments_at_which_it_was_known_whole()
    {
        var page = await ledger.Client.Look(Containers);
        var stops = JsonElement.Parse(page.QuerySelector("script[data-stops]")!.TextContent);
        Assert.Contains(
            "2024-06-14",
            stops.GetProperty("asOf").EnumerateArray().Select(day => day.GetString())
        );
        var numbers = new List<string>();
        foreach (var stop in stops.GetProperty("knownAt").EnumerateArray())
        {
            var then = await ledger.Client.Look($"{Containers}?knownAt={stop.Number("position")}");
            Assert.Contains(
                $"position {stop.Number("position")} ",
                then.Words(".moment"),
                StringComparison.Ordinal
            );
            numbers.Add(then.Words(".claims tbody"));
        }

        Assert.Equal(numbers.Count, numbers.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_part_is_what_stands_in_the_view()
    {
        var part = await ledger.Client.Browse($"{Containers}?asOf=2024-03-01&part=view");
        var page = await ledger.Client.Look($"{Containers}?asOf=2024-03-01");
        Assert.Equal(HttpStatusCode.OK, part.Status);
        Assert.DoesNotContain("<html", part.Text, StringComparison.Ordinal);
        Assert.Equal(page.QuerySelector("#view")!.InnerHtml.Trim(), part.Document().Body!.InnerHtml.Trim());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?asOf=2024-07-01&knownAt=41")]
    [InlineData("?perspective=US")]
    public async Task Its_files_hold_what_its_tables_show(string query)
    {
        var page = await ledger.Client.Look(Containers + query);
        foreach (var link in page.QuerySelectorAll(".downloads a[download]"))
        {
            var file = await ledger.Client.Ask(link.GetAttribute("href")!);
            Assert.Equal("text/csv; charset=utf-8", file.Headers["Content-Type"]);
            Assert.StartsWith("attachment; filename=KP-RU-containers-", file.Headers["Content-Disposition"]);
            var table = link.GetAttribute("href")!.Contains("claims", StringComparison.Ordinal)
                ? "section.claims tbody tr"
                : "section.revisions tbody tr";
            Assert.Equal(
                page.QuerySelectorAll(table).Length + 1,
                file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length
            );
        }
    }

    [Fact]
    public async Task A_side_that_said_nothing_is_named_with_a_way_back_to_all()
    {
        var page = await ledger.Client.Look($"{Containers}?perspective=SE&asOf=2024-07-01");
        Assert.Equal("SE has said nothing of this by then", page.Words(".estimate"));
        var all = page.QuerySelector(".moment .narrowed + a")!;
        Assert.Equal($"{Containers}?asOf=2024-07-01", all.GetAttribute("href"));
    }

    [Fact]
    public async Task It_is_compared_as_it_is_looked_at()
    {
        var page = await ledger.Client.Look($"{Containers}?asOf=2024-07-01&knownAt=41");
        var other = await ledger.Client.Look(
            page.QuerySelector(".moment a[href^='/compare']")!.GetAttribute("href")!
        );
        Assert.Equal("2024-07-01", other.QuerySelector("input[name=aAsOf]")!.GetAttribute("value"));
        Assert.Equal("41", other.QuerySelector("input[name=aKnownAt]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_moment_that_was_sent_knows_the_moments_that_came_after()
    {
        await ledger.Client.File(Reports.Containers("first-of-two", "LA-RU", "over 100"));
        var known = await ledger.LogSize() - 1;
        var address = $"/LA-RU/containers?knownAt={known}";
        var before = Stops(await ledger.Client.Look(address));
        await ledger.Client.File(Reports.Containers("second-of-two", "LA-RU", "over 200"));
        var after = await ledger.Client.Look(address);
        Assert.Equal("Over 100; nobody claims an upper limit", after.Words(".estimate"));
        Assert.Equal(before + 1, Stops(after));
    }

    private static int Stops(AngleSharp.Dom.IParentNode page) =>
        JsonElement
            .Parse(page.QuerySelector("script[data-stops]")!.TextContent)
            .GetProperty("knownAt")
            .GetArrayLength();

    [Fact]
    public async Task Denials_stand_beside_the_number()
    {
        var page = await ledger.Client.Look(Containers);
        Assert.Contains(
            page.Each("section.denials tbody th"),
            who => who.StartsWith("Government of the Russian Federation", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Why_ends_at_the_number()
    {
        var page = await ledger.Client.Look($"{Containers}?asOf=2024-03-01");
        Assert.Equal(2, page.QuerySelectorAll("section.why > section.bound").Length);
        Assert.Contains("6,030", page.Each("section.why > section.bound")[0], StringComparison.Ordinal);
        Assert.Contains("7,370", page.Each("section.why > section.bound")[1], StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("section.why ol.steps a[href^='/report/']"));
    }

    [Fact]
    public async Task A_disputed_figure_names_both_sides()
    {
        await ledger.Client.File(
            Reports.Published(
                "disputed",
                "IR-SY",
                "2024-05-02",
                Reports.ContainersOf("US", "2024-05-01", "at least 900", "2024-01/2024-04"),
                Reports.ContainersOf("IL", "2024-05-01", "fewer than 100", "2024-01/2024-04")
            )
        );
        var page = await ledger.Client.Look("/IR-SY/containers");
        Assert.Equal("Disputed: IL says at most 99; US says at least 900", page.Words(".estimate"));
        Assert.NotEmpty(page.Each("section.conflicts li"));
    }

    [Theory]
    [InlineData("/KP-RU/quality/artillery-round", 1)]
    [InlineData(Containers, 2)]
    public async Task Where_all_was_recorded_at_once_a_sentence_stands_in_place_of_the_slider(
        string figure,
        int sliders
    )
    {
        var page = await ledger.Client.Look(figure);
        Assert.Equal(sliders, page.QuerySelectorAll("form.time input[type=range]").Length);
        Assert.Equal(
            2 - sliders,
            page.Each("form.time p.axis")
                .Count(words =>
                    words.StartsWith("All of it was recorded at once, on ", StringComparison.Ordinal)
                )
        );
    }
}
