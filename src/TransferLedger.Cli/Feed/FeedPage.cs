namespace TransferLedger.Cli.Feed;

/// <summary>Events of the feed, one JSON document each, and the place to go on from.</summary>
internal sealed record FeedPage(IReadOnlyList<ReadOnlyMemory<byte>> Lines, string Next);
