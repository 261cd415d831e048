namespace TransferLedger.Scenarios.Feed;

/// <summary>What at-least-once delivery in order promises.</summary>
internal static class Delivered
{
    /// <summary>
    /// Every event came, first in the order of the feed; where some came again, it was from an earlier place on, without a hole.
    /// </summary>
    /// <returns>How many came again.</returns>
    public static int InOrder(IReadOnlyList<string> feed, IReadOnlyList<string> came)
    {
        var places = feed.Select((id, n) => (id, n))
            .ToDictionary(of => of.id, of => of.n, StringComparer.Ordinal);
        var (next, reached) = (0, 0);
        foreach (var id in came)
        {
            var place = places[id];
            Assert.True(place <= next, $"behind {next - 1} came {place}: something was skipped");
            next = place + 1;
            reached = Math.Max(reached, next);
        }

        Assert.Equal(feed.Count, reached);
        return came.Count - feed.Count;
    }
}
