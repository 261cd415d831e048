using System.Text;
using System.Text.Json;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Exports;

/// <summary>What an export says at a pair it says for ever; and it says what was filed, and nothing of a quote.</summary>
public sealed class PastExportTests(LedgerServer postgres) : RunningLedger(postgres)
{
    private const string Day = "2024-06-01";

    [Fact]
    public async Task A_ledger_without_an_entry_exports_headers_only()
    {
        var package = await Client.Package();

        Assert.Equal(JsonValueKind.Null, package.GetProperty("knownAt").ValueKind);
        Assert.Equal(0, package.GetProperty("log").Number("size"));
        foreach (var file in Exporting.Files)
        {
            Assert.Empty((await Client.Table(package, file)).Rows);
        }
    }

    [Fact]
    public async Task An_export_has_the_same_bytes_for_ever()
    {
        var told = new List<(JsonElement Package, byte[][] Files)>();
        foreach (var happens in History())
        {
            await happens();
            var package = await Client.Package($"?asOf={Day}");
            told.Add((package, await FilesOf(package)));
        }

        foreach (var (package, files) in told)
        {
            var position = package.GetProperty("knownAt").Number("position");
            var again = await Client.Package($"?asOf={Day}&knownAt={position}");
            Assert.True(JsonElement.DeepEquals(package, again));
            Assert.Equal(files, await FilesOf(again));
        }

        Assert.Distinct(told.Select(one => one.Package.GetProperty("log").Of("root")));
        // All but the judgement, which is about statements.
        Assert.Equal(
            told.Count - 1,
            told.Select(one => Encoding.UTF8.GetString(one.Files[0])).Distinct().Count()
        );
    }

    [Fact]
    public async Task A_claim_is_exported_as_it_stood_on_the_day()
    {
        await File("said", Said("over 1,000"));
        await Client.Correct("said#1", "2024-03-01", "\"quantity\": \"over 1,500\"");
        await Client.Withdraw("said#1", "2024-03-10", "UA");

        Assert.Equal(("over 1,000", false), await Stood("2024-02-28"));
        Assert.Equal(("over 1,500", false), await Stood("2024-03-01"));
        Assert.Equal(("over 1,500", true), await Stood("2024-03-10"));
        Assert.Empty((await Client.Table(await Client.Package("?asOf=2024-01-01"), "claims.csv")).Rows);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\";\"x\")")]
    [InlineData("+1 and -1")]
    [InlineData("-1,000")]
    [InlineData("@SUM(A1:A9)")]
    [InlineData("commas, and \"quotes\", and ''")]
    [InlineData("one line\nanother\r\nand one\rmore")]
    [InlineData(" room before and behind ")]
    [InlineData("\tа tab, ünïcode, 漢字, 🚢, \u2028")]
    [InlineData("null")]
    [InlineData("[x]")]
    public async Task A_text_comes_back_as_it_was_filed(string text)
    {
        var json = JsonSerializer.Serialize(text);
        await File(
            "text",
            Reports.Claim(
                "containers-reported",
                $$""" "claimant": {"kind": "state", "name": {{json}}, "country": "UA"}, "via": ["Agency, the first", "b"], "quantity": {"words": {{json}}, "low": 5}, "summary": {{json}} """
            )
        );
        var package = await Client.Package($"?asOf={Day}");

        foreach (var file in new[] { "claims.csv", "claims.ndjson" })
        {
            var row = (await Client.Table(package, file)).Row(("claim", "text#1"));
            Assert.Equal((text, text, text), (row.Of("claimantName"), row.Of("words"), row.Of("summary")));
            Assert.Equal("""["Agency, the first","b"]""", row.GetProperty("via").GetRawText());
        }

        Assert.Equal(text, (await Client.Table(package, "estimates.csv")).Rows[0].Of("words"));
    }

    [Fact]
    public async Task No_export_holds_a_quote()
    {
        const string Words = "velvet zeppelins over Zanzibar";
        await File("quoted", Reports.Containers(more: $"\"quote\": \"{Words}\""));
        var package = await Client.Package();

        foreach (var file in Exporting.Files)
        {
            Assert.DoesNotContain(
                "zeppelins",
                Encoding.UTF8.GetString(await Client.Exported(package, file)),
                StringComparison.Ordinal
            );
        }

        var row = (await Client.Table(package, "claims.csv")).Row(("claim", "quoted#1"));
        Assert.Contains(Words, (await Client.Ask(row.Of("excerpt"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denial_names_what_it_aims_at()
    {
        await File(
            "denied",
            Reports.DenialOf("RU", "2024-02-10", """{"corridor": "KP-RU"}, {"figure": "KP-RU/containers"}""")
        );

        var table = await Client.Table(await Client.Package(), "claims.csv");

        var row = table.Row(("claim", "denied#1"));
        Assert.Equal("""["categorical"]""", row.GetProperty("denialForms").GetRawText());
        Assert.Equal(
            """[{"corridor":"KP-RU"},{"figure":"KP-RU/containers"}]""",
            row.GetProperty("denialTargets").GetRawText()
        );
    }

    private IEnumerable<Func<Task>> History() =>
        [
            () => File("first", Said("over 1,000", "s1")),
            () => File("second", Said("over 2,000", "s2"), Said("over 2,500", "s3")),
            () => Client.Judge("s1", "s2"),
            () => File("denial", Reports.DenialOf("RU", "2024-02-10", """{"corridor": "KP-RU"}""")),
            () => Client.Correct("first#1", "2024-03-01", "\"quantity\": \"over 1,500\""),
            () => Client.Mend("second#2", Said("over 2,500", "s4", """, "corridor": "IR-SY" """)),
            () => Client.Withdraw("second#1", "2024-03-10", "UA"),
            () => Client.Grade("first#1", "B"),
        ];

    private async Task<byte[][]> FilesOf(JsonElement package)
    {
        var files = new List<byte[]>();
        foreach (var file in Exporting.Files)
        {
            files.Add(await Client.Exported(package, file));
        }

        return [.. files];
    }

    private async Task<(string? Words, bool Withdrawn)> Stood(string day)
    {
        var row = Assert.Single(
            (await Client.Table(await Client.Package($"?asOf={day}"), "claims.csv")).Rows
        );
        return (row.Of("words"), row.GetProperty("withdrawn").GetBoolean());
    }

    private Task File(string id, params string[] claims) =>
        Client.File(Reports.Of(id, string.Join(", ", claims)));

    private static string Said(string quantity, string? statement = null, string more = "") =>
        Reports.ContainersOf(
            "UA",
            "2024-02-01",
            quantity,
            "/2024-02-01",
            (statement is null ? "" : $$""", "statement": "{{statement}}" """) + more
        );
}
