using System.Net.Http.Json;
using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>The table of domain.md's worked example, from the sample, over HTTP.</summary>
public sealed class WorkedExampleTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    [Theory]
    [InlineData("2023-12-31", "single", 1001L, null, null)]
    [InlineData("2024-03-01", "single", 6030L, 7370L, 6700L)]
    [InlineData("2024-07-01", "compatible", 10_000L, null, null)]
    [InlineData("2024-09-01", "single", 13_001L, null, null)]
    public async Task The_containers_figure_stands_as_the_worked_example_says(
        string asOf,
        string status,
        long low,
        long? high,
        long? point
    )
    {
        var estimate = await ledger.Client.GetFromJsonAsync<JsonElement>(
            $"/figures/KP-RU/containers?asOf={asOf}",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(status, estimate.GetProperty("status").GetString());
        Assert.Equal(low, estimate.GetProperty("low").GetInt64());
        Assert.Equal(high, Number(estimate, "high"));
        Assert.Equal(point, Number(estimate, "point"));
    }

    private static long? Number(JsonElement estimate, string member) =>
        estimate.GetProperty(member) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;
}
