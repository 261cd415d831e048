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

    [Fact]
    public void A_derived_event_that_is_too_long_keeps_its_first_causes_and_says_how_many_there_are()
    {
        var causes = Enumerable
            .Range(0, 2_000)
            .Select(n => $$"""{"event":"claimed","claim":"report#{{n}}","statements":[]}""");
        var data = $$"""{"figure":"KP-RU/containers","cause":[{{string.Join(',', causes)}}]}""";

        var written = Event(data, isDerived: true).Envelope;

        var told = JsonElement.Parse(written.Span).GetProperty("data");
        var kept = told.GetProperty("cause")
            .EnumerateArray()
            .Select(cause => cause.GetProperty("claim").GetString())
            .ToList();
        Assert.InRange(written.Length, CloudEvents.Most - 200, CloudEvents.Most);
        Assert.Equal(2_000, told.GetProperty("causes").GetInt32());
        Assert.Equal(Enumerable.Range(0, kept.Count).Select(n => $"report#{n}"), kept);
        Assert.Equal("KP-RU/containers", told.GetProperty("figure").GetString());
    }

    private static FeedEvent Event(string data, bool isDerived = false) =>
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
            Leaf = isDerived ? null : Merkle.Leaf([]),
        };
}
