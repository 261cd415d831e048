using System.Globalization;
using TransferLedger.Core.Feed;

namespace TransferLedger.Core.Webhooks;

/// <summary>What is sent to a subscriber in one request: a CloudEvents batch, also of one event.</summary>
/// <param name="Id">Header <c>webhook-id</c>: the same at each attempt, another for another content.</param>
/// <param name="Events">At least one, in order.</param>
public sealed record Delivery(string Id, IReadOnlyList<FeedEvent> Events)
{
    /// <summary>A body is cut behind the event that makes it longer.</summary>
    private const int MostBytes = 1 << 20;

    public FeedPlace First => Events[0].Place;

    public FeedPlace Last => Events[^1].Place;

    /// <summary>The first of the events that fit into one body, at least one of them.</summary>
    /// <param name="subscription">Its id.</param>
    /// <param name="round">How often the subscription was rewound: what is delivered again is a message of its own.</param>
    /// <param name="events">At least one, in order.</param>
    public static Delivery Of(string subscription, int round, IReadOnlyList<FeedEvent> events)
    {
        var (count, bytes) = (0, 0);
        while (count < events.Count && bytes < MostBytes)
        {
            bytes += events[count++].Envelope.Length;
        }

        var fitting = count == events.Count ? events : [.. events.Take(count)];
        var id = string.Create(
            CultureInfo.InvariantCulture,
            $"msg_{subscription}_{round}_{Written(fitting[0].Place)}_{Written(fitting[^1].Place)}"
        );
        return new(id, fitting);
    }

    /// <summary>The JSON array of the envelopes.</summary>
    public byte[] Body()
    {
        using var body = new MemoryStream();
        body.Write("["u8);
        foreach (var happened in Events)
        {
            if (body.Length > 1)
            {
                body.Write(","u8);
            }

            body.Write(happened.Envelope.Span);
        }

        body.Write("]"u8);
        return body.ToArray();
    }

    /// <summary>No full stop may stand in an id: it ends there in what is signed.</summary>
    private static string Written(FeedPlace place) => place.ToString().Replace('.', '-');
}
