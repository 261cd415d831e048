using System.Text.Json;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;

namespace TransferLedger.Core.Tests.Feed;

public sealed class EventSchemasTests
{
    private const string Containers = "containers-reported.v1";

    private static readonly SchemaCheck Check = new(id =>
        SchemaOf(FeedEvent.Types.Single(type => CloudEvents.SchemaOf(type) == id))
    );

    public static TheoryData<string> Stored => [.. EventNames.All];

    public static TheoryData<string> Types => [.. FeedEvent.Types];

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_stored_event_is_what_its_schema_says(string name) =>
        Assert.Empty(Check.FaultsOf(Sample(name), SchemaOf(name)));

    [Theory]
    [MemberData(nameof(Types))]
    public void A_schema_bears_the_name_that_envelopes_give_it(string type)
    {
        var schema = SchemaOf(type);

        Assert.Equal($"urn:transferledger:event:{type}", schema.GetProperty("$id").GetString());
        Assert.Equal($"transferledger.{type}", schema.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("""{"modality":"asserted"}""", "/claim: missing")]
    [InlineData("""{"colour":"red"}""", "/colour: not in the schema")]
    [InlineData("""{"modality":"shouted"}""", "/modality: shouted is none of")]
    [InlineData("""{"through":"CN"}""", "/through: String is not")]
    [InlineData("""{"through":[7]}""", "/through/0: Number is not")]
    [InlineData("""{"quantity":{"point":6700}}""", "/quantity/unit: missing")]
    [InlineData("""{"quantity":{"point":"6,700","unit":"container"}}""", "/quantity/point: String is not")]
    [InlineData("""{"claimant":{"kind":"state","members":[{}]}}""", "/claimant/members/0: Object is not")]
    public void What_no_such_event_holds_is_outside_its_schema(string data, string fault) =>
        Assert.Contains(
            Check.FaultsOf(JsonElement.Parse(data), SchemaOf(Containers)),
            found => found.StartsWith(fault, StringComparison.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Types))]
    public void Whatever_a_schema_refers_to_is_there(string type)
    {
        var schema = SchemaOf(type);

        foreach (var reference in References(schema))
        {
            Assert.Equal(JsonValueKind.Object, Check.Named(reference, schema).ValueKind);
        }
    }

    [Fact]
    public void There_is_no_schema_of_an_unknown_type() =>
        Assert.Null(EventSchemas.Of("containers-reported"));

    private static IEnumerable<string> References(JsonElement within) =>
        within.ValueKind switch
        {
            JsonValueKind.Object => within
                .EnumerateObject()
                .SelectMany(member =>
                    member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)
                ),
            JsonValueKind.Array => within.EnumerateArray().SelectMany(References),
            _ => [],
        };

    private static JsonElement SchemaOf(string type) => JsonElement.Parse(EventSchemas.Of(type)!);

    private static JsonElement Sample(string name) =>
        JsonElement.Parse(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Events", "Samples", $"{name}.json"))
        );
}
