using System.Text.Json;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;

namespace TransferLedger.Core.Webhooks;

/// <summary>What is sent to a subscriber who tries whether deliveries arrive: no event of the feed, and without a place.</summary>
public static class TestEvent
{
    /// <summary>Of the envelope.</summary>
    public const string Type = CloudEvents.TypePrefix + "subscription-tested.v1";

    /// <summary>A batch of one.</summary>
    /// <param name="id">Of the message.</param>
    public static byte[] Body(string id, string origin, string subscription, DateTime now) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new[]
            {
                new
                {
                    specversion = "1.0",
                    id,
                    source = origin,
                    type = Type,
                    subject = $"subscription/{subscription}",
                    time = now.ToString(EntryBytes.InstantFormat, null),
                },
            }
        );
}
