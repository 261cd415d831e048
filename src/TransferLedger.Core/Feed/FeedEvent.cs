using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Feed;

/// <summary>One event of the feed: an entry, or what was derived from one. It never changes and never moves.</summary>
public sealed class FeedEvent
{
    /// <summary>Stored name of the one derived event.</summary>
    public const string EstimateRevised = "estimate-revised.v1";

    private byte[]? envelope;

    /// <summary>Every type that a reader may choose, ordinally.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [.. EventNames.All.Append(EstimateRevised).Order(StringComparer.Ordinal)];

    public required FeedPlace Place { get; init; }

    /// <summary>Of the entry; of a derived event with what it is about behind it.</summary>
    public required string Id { get; init; }

    /// <summary>Origin of the ledger.</summary>
    public required string Source { get; init; }

    /// <summary>Stored name: <c>containers-reported.v1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Of the entry.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>Of the entry, UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public required FeedTags Tags { get; init; }

    /// <summary>Compact UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The leaf hash of the entry; null of a derived event, which no proof speaks of.</summary>
    public Hash? Leaf { get; init; }

    /// <summary>As it is sent (see <see cref="CloudEvents"/>); written once, however many readers there are.</summary>
    public ReadOnlyMemory<byte> Envelope => envelope ??= CloudEvents.Write(this);
}
