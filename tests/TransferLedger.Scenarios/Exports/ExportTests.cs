using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Core.Log;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Exports;

/// <summary>The sample and some hundred generated reports, exported: CSV, NDJSON and what the server lists are the same.</summary>
public sealed class ExportTests(SampleLedger ledger) : IClassFixture<SampleLedger>, IAsyncLifetime
{
    private const string Day = "2024-09-01";
    private const int Reports = 500;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var lines = GeneratedReports.Import(Reports);
        var import = await ledger.Client.Post("/reports/import", lines, "application/x-ndjson");
        Assert.True(import.Json.GetProperty("projected").GetBoolean(), import.Text);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("claims")]
    [InlineData("estimates")]
    [InlineData("revisions")]
    public async Task The_rows_of_both_formats_are_the_same(string table)
    {
        var package = await ledger.Client.Package($"?asOf={Day}");

        var csv = await ledger.Client.Table(package, $"{table}.csv");
        var ndjson = await ledger.Client.Table(package, $"{table}.ndjson");

        Assert.True(csv.Rows.Count > 100, $"{csv.Rows.Count}");
        Assert.Equal(csv.Fields, ndjson.Fields.Take(csv.Fields.Count));
        Assert.Equal(csv.Rows.Count, ndjson.Rows.Count);
        foreach (var (cells, members) in csv.Rows.Zip(ndjson.Rows))
        {
            foreach (var field in csv.Fields)
            {
                Assert.True(
                    JsonElement.DeepEquals(cells.GetProperty(field), members.GetProperty(field)),
                    $"{field}: {cells.GetProperty(field)} and {members.GetProperty(field)}"
                );
            }
        }
    }

    [Fact]
    public async Task Claims_are_those_that_are_listed()
    {
        var package = await ledger.Client.Package($"?asOf={Day}");
        var table = await ledger.Client.Table(package, "claims.ndjson");

        var listed = await ledger.Client.Every($"/claims?asOf={Day}&limit=1000");

        Assert.Equal(listed.Count, table.Rows.Count);
        string[] members =
        [
            "claim",
            "report",
            "position",
            "recordedAt",
            "said",
            "since",
            "withdrawn",
            "withdrawalReported",
            "type",
            "corridor",
            "figure",
            "perspective",
            "data",
            "excerpt",
        ];
        foreach (var (claim, row) in listed.Zip(table.Rows))
        {
            Assert.All(
                members,
                member =>
                    Assert.True(
                        JsonElement.DeepEquals(claim.GetProperty(member), row.GetProperty(member)),
                        member
                    )
            );
        }
    }

    [Fact]
    public async Task Estimates_are_those_that_are_listed()
    {
        var package = await ledger.Client.Package($"?asOf={Day}");
        var table = await ledger.Client.Table(package, "estimates.csv");
        var figures = table.Rows.Where(row => row.Number("number") == 0).ToList();

        var listed = await ledger.Client.Every($"/figures?asOf={Day}&limit=1000");

        Assert.Equal(listed.Select(figure => figure.Of("figure")), figures.Select(row => row.Of("figure")));
        foreach (var (figure, row) in listed.Zip(figures))
        {
            foreach (
                var member in new[] { "unit", "status", "point", "words", "leading", "claims", "lastSaid" }
            )
            {
                Assert.Equal(figure.GetProperty(member).ToString(), row.GetProperty(member).ToString());
            }

            Assert.Equal(figure.GetProperty("low").ToString(), row.GetProperty("low").ToString());
            Assert.Equal(figure.GetProperty("high").ToString(), row.GetProperty("high").ToString());
            Assert.Equal(figure.Number("conflicts"), row.Number("conflictCount"));
            var period = figure.GetProperty("period");
            if (period.ValueKind == JsonValueKind.Object)
            {
                Assert.Equal(period.GetProperty("from").ToString(), row.GetProperty("periodFrom").ToString());
                Assert.Equal(period.Of("to"), row.Of("periodTo"));
                Assert.Equal(
                    period.GetProperty("coverage").ToString(),
                    row.GetProperty("coverage").ToString()
                );
            }
        }
    }

    [Fact]
    public async Task An_estimate_stands_there_with_its_perspectives()
    {
        var package = await ledger.Client.Package($"?asOf={Day}");
        var table = await ledger.Client.Table(package, "estimates.ndjson");

        var estimate = (await ledger.Client.Ask($"/figures/KP-RU/containers?asOf={Day}")).Json;

        var told = estimate.GetProperty("perspectives").EnumerateArray().ToList();
        var rows = table.Rows.Where(row => row.Of("figure") == "KP-RU/containers").ToList();
        Assert.Equal(told.Count + 1, rows.Count);
        Assert.Equal(told.Count, rows[0].Number("perspectives"));
        Assert.True(
            JsonElement.DeepEquals(
                estimate.GetProperty("because").GetProperty("low"),
                rows[0].GetProperty("lowBecause")
            )
        );
        foreach (var ((perspective, range), row) in told.Zip(Ranges(estimate)).Zip(rows.Skip(1)))
        {
            foreach (var member in new[] { "perspective", "kind", "low", "high", "words", "leading", "kept" })
            {
                Assert.True(
                    JsonElement.DeepEquals(perspective.GetProperty(member), row.GetProperty(member)),
                    member
                );
            }

            Assert.Equal(range.GetProperty("bears").GetBoolean(), row.GetProperty("bears").GetBoolean());
            Assert.Equal(range.GetProperty("low").ToString(), row.GetProperty("rangeLow").ToString());
        }
    }

    [Theory]
    [InlineData("KP-RU/containers")]
    [InlineData("KP-RU/quality/artillery-round")]
    [InlineData("KP-RU/items/tank")]
    public async Task Revisions_are_those_that_are_told(string figure)
    {
        var package = await ledger.Client.Package($"?asOf={Day}");
        var table = await ledger.Client.Table(package, "revisions.ndjson");

        var told = (await ledger.Client.Ask($"/figures/{figure}/revisions?asOf={Day}"))
            .Items.EnumerateArray()
            .ToList();

        var rows = table.Rows.Where(row => row.Of("figure") == figure).ToList();
        Assert.NotEmpty(rows);
        Assert.Equal(told.Count, rows.Count);
        foreach (var (revision, row) in told.Zip(rows))
        {
            Assert.Equal(revision.Of("day"), row.Of("day"));
            Assert.Equal(revision.Of("kind"), row.Of("kind"));
            foreach (var (when, prefix) in new[] { ("before", "before"), ("after", "after") })
            {
                var standing = revision.GetProperty(when);
                Assert.Equal(standing.Of("status"), row.Of($"{prefix}Status"));
                Assert.Equal(
                    standing.GetProperty("low").ToString(),
                    row.GetProperty($"{prefix}Low").ToString()
                );
                Assert.Equal(
                    standing.GetProperty("high").ToString(),
                    row.GetProperty($"{prefix}High").ToString()
                );
            }

            var causes = revision.GetProperty("cause").EnumerateArray().ToList();
            Assert.Equal(
                causes.Select(cause => cause.Of("claim")),
                row.GetProperty("causedBy").EnumerateArray().Select(claim => claim.GetString())
            );
            Assert.Equal(
                causes.Select(cause => cause.Of("event")),
                row.GetProperty("causes").EnumerateArray().Select(kind => kind.GetString())
            );
        }
    }

    [Fact]
    public async Task The_package_names_the_pair_and_the_log_it_rests_on()
    {
        var head = await ledger.Services.GetRequiredService<ILog>().Head(Now);

        var package = await ledger.Client.Package($"?asOf={Day}");

        Assert.Equal(Day, package.Of("asOf"));
        Assert.Equal(head.Size - 1, package.GetProperty("knownAt").Number("position"));
        Assert.Equal(head.Size, package.GetProperty("log").Number("size"));
        Assert.Equal(Convert.ToBase64String(head.Root.ToArray()), package.GetProperty("log").Of("root"));
        Assert.Equal(
            Exporting.Files.Select(file => $"{file}?asOf={Day}&knownAt={head.Size - 1}&policy=v1"),
            package.GetProperty("resources").EnumerateArray().Select(resource => resource.Of("path"))
        );
        Assert.Distinct(package.GetProperty("resources").EnumerateArray().Select(r => r.Of("name")));
    }

    [Fact]
    public async Task Every_column_is_described()
    {
        foreach (var resource in (await ledger.Client.Package()).GetProperty("resources").EnumerateArray())
        {
            Assert.All(
                resource.GetProperty("schema").GetProperty("fields").EnumerateArray(),
                field => Assert.Matches(@"\A[A-Z0-9].*\.\z", field.Of("description"))
            );
        }
    }

    [Fact]
    public async Task A_file_is_one_to_keep_under_its_name()
    {
        var package = await ledger.Client.Package($"?asOf={Day}");
        foreach (var file in Exporting.Files)
        {
            var answer = await ledger.Client.Ask($"/export/{package.Resource(file).Of("path")}");

            Assert.Equal("public, max-age=31536000, immutable", answer.Headers["Cache-Control"]);
            Assert.StartsWith($"attachment; filename={file}", answer.Headers["Content-Disposition"]);
            Assert.Equal(
                package.Resource(file).Of("mediatype"),
                answer.Headers["Content-Type"].Split(';')[0]
            );
            Assert.Equal(
                package
                    .GetProperty("knownAt")
                    .Number("position")!
                    .Value.ToString(CultureInfo.InvariantCulture),
                answer.Headers["Ledger-Position"]
            );
        }
    }

    [Theory]
    [InlineData("limit=1", "query.unknown")]
    [InlineData("perspective=KR", "query.unknown")]
    [InlineData("asof=2024-03-01&asOf=2024-03-01", "query.twice")]
    [InlineData("asOf=2999-01-01", "as-of.in-the-future")]
    [InlineData("asOf=yesterday", "as-of.unreadable")]
    [InlineData("knownAt=999999", "known-at.beyond-head")]
    [InlineData("policy=v0", "policy.unknown")]
    [InlineData("minPosition=x", "min-position.unreadable")]
    public async Task What_is_asked_wrongly_is_refused(string query, string code)
    {
        foreach (var file in Exporting.Files.Append("datapackage.json"))
        {
            var answer = await ledger.Client.Ask($"/export/{file}?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Contains(code, answer.Faults.Select(fault => fault.Code));
        }
    }

    [Fact]
    public async Task Lines_end_as_RFC_4180_has_it_and_nothing_stands_before_the_header()
    {
        var text = Encoding.UTF8.GetString((await ledger.Client.Ask("/export/estimates.csv")).Body);
        Assert.StartsWith("figure,number,", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
    }

    private static List<JsonElement> Ranges(JsonElement estimate) =>
        [.. estimate.GetProperty("ranges").EnumerateArray()];
}
