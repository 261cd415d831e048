using System.Text;
using System.Text.Json.Nodes;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Tests.Events;

/// <summary>What was written once decodes for ever: one sample file for each stored name, never edited.</summary>
public sealed class StoredShapeTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Events", "Samples");

    public static TheoryData<string> Names => [.. EventNames.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stored_event_decodes_and_is_written_again_as_it_was(string name)
    {
        var stored = File.ReadAllText(Path.Combine(Folder, $"{name}.json"));
        var decoded = EventJson.Read(name, Encoding.UTF8.GetBytes(stored));
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(stored), JsonNode.Parse(EventJson.Write(decoded))),
            Encoding.UTF8.GetString(EventJson.Write(decoded))
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_readings_of_the_same_bytes_are_equal(string name)
    {
        var stored = File.ReadAllBytes(Path.Combine(Folder, $"{name}.json"));
        Assert.Equal(EventJson.Read(name, stored), EventJson.Read(name, stored));
    }

    [Fact]
    public void Every_event_has_a_stored_name()
    {
        var events = typeof(LedgerEvent)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(LedgerEvent)) && !t.IsAbstract);
        Assert.Equal(
            events.Select(t => t.Name).Order(StringComparer.Ordinal),
            EventNames.All.Select(name => EventNames.TypeOf(name).Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_name_from_a_newer_version_is_refused()
    {
        Assert.Throws<UnknownEventException>(() => EventJson.Read("containers-reported.v99", "{}"u8));
    }
}
