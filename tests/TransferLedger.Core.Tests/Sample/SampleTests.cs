using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TransferLedger.Core.Tests.Sample;

public sealed partial class SampleTests
{
    [Fact]
    public void The_sample_is_five_reports_with_58_claims()
    {
        Assert.Equal(5, SampleFolder.Paths.Count);
        Assert.Equal(58, SampleFolder.Claims().Count);
    }

    [Fact]
    public void Every_report_keeps_to_the_format() =>
        Assert.Empty(SampleFolder.Reports().SelectMany(ReportMembers.Faults));

    [Fact]
    public void Every_file_is_called_by_its_report_id() =>
        Assert.Equal(
            SampleFolder.Paths.Select(Path.GetFileNameWithoutExtension),
            SampleFolder.Reports().Select(report => (string?)report["id"]),
            StringComparer.Ordinal
        );

    [Fact]
    public void Report_and_statement_ids_are_well_formed() =>
        Assert.All(
            SampleFolder
                .Reports()
                .Select(report => (string)report["id"]!)
                .Concat(SampleFolder.Claims().Values.Select(c => (string?)c["statement"]).OfType<string>()),
            id => Assert.Matches(Slug(), id)
        );

    [Fact]
    public void No_claim_holds_a_quote_and_every_claim_has_a_summary() =>
        Assert.All(
            SampleFolder.Claims().Values,
            claim =>
            {
                Assert.False(claim.ContainsKey("quote"));
                Assert.False(string.IsNullOrWhiteSpace((string?)claim["summary"]));
            }
        );

    [Fact]
    public void Evidence_supports_other_claims_of_its_own_report() =>
        Assert.All(
            SampleFolder.Claims().Where(pair => (string?)pair.Value["type"] is "evidence-cited"),
            pair =>
            {
                var (report, own) = (
                    pair.Key.Split('#')[0],
                    int.Parse(pair.Key.Split('#')[1], CultureInfo.InvariantCulture)
                );
                var supports = pair.Value["supports"]!.AsArray().Select(n => (int)n!).ToList();
                Assert.NotEmpty(supports);
                Assert.DoesNotContain(own, supports);
                Assert.All(supports, n => Assert.Contains($"{report}#{n}", SampleFolder.Claims()));
            }
        );

    [Fact]
    public void The_five_statements_of_the_worked_example_are_there() =>
        Assert.Equal(
            [
                "../2024-06-16 | NATO | thousands of | /2024-06-16",
                "2023-10-13 | US | over 1,000 | /2023-10-13",
                "2024-02-26 | KR | an estimated 6,700 | /2024-02-26",
                "2024-02-26 | KR | approximately 6,700 | 2023-09/2024-02-26",
                "2024-06-14 | KR | approximately 10,000 | /2024-06-14",
                "2024-06-14 | KR | no fewer than 10,000 | /2024-06-14",
                "2024-08-27 | KR | over 13,000 | 2022-06~/2024-08-27",
            ],
            SampleFolder
                .Claims()
                .Values.Where(c => (string?)c["type"] is "containers-reported" && c["claimant"] is not null)
                .Select(AsRow)
                .Order(StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    [Fact]
    public void The_added_claim_of_the_worked_example_keeps_to_the_format()
    {
        var report = SampleFolder.Read(SampleFolder.Beside("added-us-claim.json"));

        Assert.Empty(ReportMembers.Faults(report));
        Assert.Equal(
            "2024-02-23 | US | over 10,000 | 2023-09/2024-02-23",
            AsRow((JsonObject)Assert.Single(report["claims"]!.AsArray())!)
        );
    }

    private static string AsRow(JsonObject claim)
    {
        var claimant = (JsonObject)claim["claimant"]!;
        return $"{claim["stated"]} | {claimant["country"] ?? claimant["code"]} | {claim["quantity"]} | {claim["coverage"]}";
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,99}$")]
    private static partial Regex Slug();
}
