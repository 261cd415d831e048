using System.Net;
using System.Text.Json;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Tests.Feed;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Feed;

/// <summary><c>GET /schemas/{type}</c>: what services may rely on in the data of an event.</summary>
public sealed class SchemaTests(LedgerServer postgres) : RunningLedger(postgres)
{
    [Fact]
    public async Task Every_event_of_the_feed_is_what_the_schema_that_it_names_says()
    {
        foreach (var happens in EventfulHistory.Of(Client))
        {
            await happens();
        }

        await this.FeedIsWhole();
        var schemas = await Schemas();
        var check = new SchemaCheck(id => schemas[id]);
        var feed = await Client.Feed();

        Assert.Contains(feed, happened => happened.Of("type") == "transferledger.estimate-revised.v1");
        Assert.Empty(
            feed.SelectMany(happened =>
                check.FaultsOf(
                    happened.GetProperty("data"),
                    schemas[happened.Of("dataschema")],
                    happened.Of("type")
                )
            )
        );
    }

    [Theory]
    [InlineData("containers-reported")]
    [InlineData("containers-reported.v2")]
    public async Task A_type_that_there_is_not_has_no_schema_and_the_nearest_is_named(string type)
    {
        var answer = await Client.Ask($"/schemas/{type}");

        Assert.Equal((HttpStatusCode.NotFound, "schema.unknown"), (answer.Status, answer.Code));
        Assert.Contains("containers-reported.v1", answer.Text, StringComparison.Ordinal);
    }

    /// <summary>Of all types, by their names.</summary>
    private async Task<Dictionary<string, JsonElement>> Schemas()
    {
        var schemas = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var type in FeedEvent.Types)
        {
            var answer = await Client.Ask($"/schemas/{type}");
            Assert.Equal("application/schema+json", answer.Headers["Content-Type"]);
            schemas.Add(answer.Json.Of("$id"), answer.Json);
        }

        return schemas;
    }
}
