using System.Text.Json.Nodes;

namespace TransferLedger.Core.Tests.Sample;

/// <summary>The invented reports from which the robustness test makes its mutations: they must reach every corner of the format.</summary>
public sealed class VariedReportsTests
{
    private const string Types =
        "containers-reported munitions-capacity-estimated items-reported shipment-route-observed denial-issued "
        + "absence-observed quality-assessed share-reported production-observed evidence-cited";

    private const string Options =
        "press official intelligence panel imagery ngo academic social "
        + "state organisation joint unnamed "
        + "asserted assessed suspected possible alleged reported derived anticipated "
        + "sought negotiated ordered pledged planned forecast staged shipped in-transit delivered used "
        + "capacity mass-equivalent estimate sea rail road air "
        + "categorical evidence-challenged dismissal no-comment intention-only scoped inquiry-finding unspecified "
        + "transponder debris customs document video A B C D E F";

    private static readonly string Text = File.ReadAllText(
        Path.Combine(SampleFolder.Root, "tests", "TransferLedger.Scenarios", "Reports", "varied.ndjson")
    );

    private static IEnumerable<JsonObject> Reports =>
        Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (JsonObject)JsonNode.Parse(line)!);

    [Fact]
    public void They_are_25_reports_that_keep_to_the_format()
    {
        Assert.Equal(25, Reports.Count());
        Assert.Empty(Reports.SelectMany(ReportMembers.Faults));
    }

    [Fact]
    public void They_say_that_they_are_invented() =>
        Assert.All(Reports, report => Assert.StartsWith("Exercise data: ", (string?)report["title"]));

    [Fact]
    public void They_use_every_member() =>
        Assert.All(ReportMembers.All, m => Assert.Contains($"\"{m}\":", Text));

    [Fact]
    public void They_use_every_type_and_option() =>
        Assert.All($"{Types} {Options}".Split(' '), option => Assert.Contains($"\"{option}\"", Text));

    [Fact]
    public void Their_quotes_are_exact_parts_of_their_texts() =>
        Assert.All(
            Reports.Where(report => report["text"] is not null),
            report =>
            {
                var quotes = report["claims"]!
                    .AsArray()
                    .Select(c => (string?)c!["quote"])
                    .OfType<string>()
                    .ToList();
                Assert.NotEmpty(quotes);
                Assert.All(
                    quotes,
                    quote => Assert.Contains(quote, (string)report["text"]!, StringComparison.Ordinal)
                );
            }
        );
}
