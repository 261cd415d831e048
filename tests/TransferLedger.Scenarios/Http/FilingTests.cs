using System.Net;
using System.Text;

namespace TransferLedger.Scenarios.Http;

/// <summary><c>POST /reports</c>: whole or not at all, once, and seen at once.</summary>
public sealed class FilingTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task A_new_report_is_created_at_its_address()
    {
        var answer = await ledger.Client.Post(
            "/reports",
            Reports.Of("new", $"{Reports.Containers()}, {Reports.Containers()}")
        );
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal("/reports/new", answer.Headers["Location"]);
        Assert.Equal("new", answer.Json.Of("report"));
        Assert.Equal("v3", answer.Json.Of("version"));
        Assert.Equal(2, answer.Json.Number("claims"));
        Assert.Equal(await ledger.LogSize() - 1, answer.Json.Number("position"));
        Assert.True(answer.Json.GetProperty("projected").GetBoolean());
        Assert.Equal("/reports/new", answer.Json.GetProperty("links").Of("self"));
    }

    [Fact]
    public async Task The_same_report_again_is_found_not_written()
    {
        var report = Reports.Of("again", Reports.Containers());
        var first = await ledger.Client.File(report);
        var size = await ledger.LogSize();
        var again = await ledger.Client.Post("/reports", report.Replace(": ", ":", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(first.Number("position"), again.Json.Number("position"));
        Assert.Equal(first.Of("version"), again.Json.Of("version"));
        Assert.Equal(size, await ledger.LogSize());
    }

    [Fact]
    public async Task The_same_report_with_the_same_quote_is_found_by_its_salted_digest()
    {
        var report = Reports.Of("quoted", Reports.Containers(more: "\"quote\": \"more than a thousand\""));
        await ledger.Client.File(report);
        var again = await ledger.Client.Post("/reports", report);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        var other = await ledger.Client.Post(
            "/reports",
            report.Replace("thousand", "hundred", StringComparison.Ordinal)
        );
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
    }

    [Fact]
    public async Task Another_report_under_the_same_id_is_a_conflict_that_names_where_the_first_stands()
    {
        var first = await ledger.Client.File(Reports.Of("taken", Reports.Containers()));
        var size = await ledger.LogSize();
        var other = await ledger.Client.Post(
            "/reports",
            Reports.Of("taken", Reports.Containers("over 2,000"))
        );
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        var fault = Assert.Single(other.Faults);
        Assert.Equal("report.differs", fault.Code);
        Assert.Contains($"position {first.Number("position") - 1}", fault.Says, StringComparison.Ordinal);
        Assert.Equal(size, await ledger.LogSize());
    }

    [Fact]
    public async Task A_report_without_an_id_gets_the_same_one_each_time()
    {
        var report = Reports
            .Of("x", Reports.Containers())
            .Replace("\"id\": \"x\", ", "", StringComparison.Ordinal);
        var first = await ledger.Client.File(report);
        var again = await ledger.Client.Post("/reports", report);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(first.Of("report"), again.Json.Of("report"));
    }

    [Fact]
    public async Task Every_fault_comes_at_once_and_nothing_is_written()
    {
        var size = await ledger.LogSize();
        var claims = string.Join(
            ", ",
            Reports.Containers("6,5 million"),
            Reports.Containers(),
            Reports.Claim(
                "items-reported",
                "\"item\": \"artilery-round\", \"stated\": \"2999-01-01\", \"colour\": 1"
            )
        );
        var answer = await ledger.Client.Post("/reports", Reports.Of("BAD", claims));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("/problems/input.faults", answer.Json.Of("type"));
        Assert.Equal(
            ["/id", "/claims/0/quantity", "/claims/2/stated", "/claims/2/item", "/claims/2/colour"],
            answer.Faults.Select(fault => fault.Pointer)
        );
        Assert.Equal(size, await ledger.LogSize());
    }

    [Fact]
    public async Task What_was_filed_is_seen_by_the_next_read()
    {
        var filer = ledger.ClientWith(ledger.AdminKey);
        for (var i = 1; i <= 20; i++)
        {
            await filer.File(Reports.Containers($"seen-{i}", "IR-RU", $"exactly {i},000"));
            var figure = await filer.Ask("/figures/IR-RU/containers");
            Assert.Equal(i, (await filer.Ask("/figures?corridor=IR-RU")).Items[0].Number("claims"));
            Assert.Equal(HttpStatusCode.OK, figure.Status);
            Assert.Equal(HttpStatusCode.OK, (await filer.Ask($"/reports/seen-{i}")).Status);
        }
    }

    [Fact]
    public async Task The_same_report_from_many_at_once_is_filed_once()
    {
        var report = Reports.Of("race", Reports.Containers());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => ledger.Client.Post("/reports", report))
        );
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => answer.Json.Number("position")).Distinct());
    }

    [Fact]
    public async Task A_report_of_five_hundred_claims_is_filed()
    {
        var claims = string.Join(", ", Enumerable.Repeat(Reports.Containers(), 500));
        var filed = await ledger.Client.File(Reports.Of("large", claims, "\"corridor\": \"CN-RU\""));
        Assert.Equal("v501", filed.Of("version"));
    }

    [Fact]
    public async Task Who_filed_an_entry_stands_in_it()
    {
        var filed = await ledger.Client.File(Reports.Of("by-whom", Reports.Containers()));
        var entry = await ledger.Client.Ask($"/entries/{filed.Number("position")}");
        Assert.Equal("test-Admin", entry.Json.Of("by"));
    }

    [Theory]
    [InlineData("2020/9999-12-31")]
    [InlineData("0001/0001-01-01")]
    [InlineData("0001~")]
    [InlineData("9999")]
    [InlineData("../..")]
    public async Task The_ends_of_the_calendar_do_not_stop_the_projections(string coverage)
    {
        var id = $"calendar-{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(coverage))}";
        foreach (var stage in new[] { "pledged", "shipped" })
        {
            var claim = Reports.Claim(
                "items-reported",
                $"\"item\": \"ballistic-missile\", \"quantity\": \"10\", \"stage\": \"{stage}\", \"coverage\": \"{coverage}\""
            );
            var answer = await ledger.Client.Post("/reports", Reports.Of($"{id}-{stage}", claim));
            Assert.True((int)answer.Status is 201 or 422, answer.Text);
        }

        Assert.Equal(HttpStatusCode.OK, (await ledger.Client.Ask("/health/ready")).Status);
        Assert.NotEqual(
            HttpStatusCode.InternalServerError,
            (await ledger.Client.Ask("/figures/KP-RU/items/ballistic-missile/revisions")).Status
        );
    }
}
