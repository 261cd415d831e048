using System.Text;
using System.Text.Json;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Feed;

public sealed class CloudEventsTests
{
    [Fact]
    public void The_envelope_has_what_CloudEvents_and_the_ledger_ask_for()
    {
        var envelope = Encoding.UTF8.GetString(Event("""{"a":"é"}""").Envelope.Span);

        Assert.Equal(
            """
            {"specversion":"1.0","id":"01a20421-ca42-731e-a457-51dc54d307c5","source":"ledger.example/transfers","type":"transferledger.containers-reported.v1","subject":"report/r","time":"2026-11-22T16:40:53.098470Z","sequence":"0000000000000000057.000000","leafhash":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d","entry":"/entries/57","datacontenttype":"application/json","dataschema":"urn:transferledger:event:containers-reported.v1","data":{"a":"é"}}
            """,
            envelope
        );
    }

    [Fact]
    public void Data_that_would_make_it_too_long_lie_behind_the_link()
    {
        var data = $$"""{"a":"{{new string('x', CloudEvents.Most)}}"}""";

        var envelope = JsonElement.Parse(Event(data).Envelope.Span);

        Assert.False(envelope.TryGetProperty("data", out _));
        Assert.Equal("/entries/57", envelope.GetProperty("entry").GetString());
    }

    [Fact]
    public void An_envelope_of_the_greatest_length_keeps_its_data()
    {
        var around = Event("\"\"").Envelope.Length;
        var fits = Event($"\"{new string('x', CloudEvents.Most - around)}\"");

        Assert.Equal(CloudEvents.Most, fits.Envelope.Length);
    }

    private static FeedEvent Event(string data) =>
        new()
        {
            Place = FeedPlace.Of(new Position(57)),
            Id = "01a20421-ca42-731e-a457-51dc54d307c5",
            Source = "ledger.example/transfers",
            Type = "containers-reported.v1",
            Stream = new StreamId("report/r"),
            RecordedAt = new DateTime(2026, 11, 22, 16, 40, 53, DateTimeKind.Utc).AddTicks(984_700),
            Tags = FeedTags.None,
            Data = Encoding.UTF8.GetBytes(data),
            Leaf = Merkle.Leaf([]),
        };
}
