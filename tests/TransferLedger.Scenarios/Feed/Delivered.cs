namespace TransferLedger.Scenarios.Feed;

/// <summary>What at-least-once delivery in order promises.</summary>
internal static class Delivered
{
    /// <summary>
    /// Every event came, first in the order of the feed; where some came again, it was from an earlier place on, without a hole.
    /// </summary>
    /// <returns>How many came again each time when it went back to an earlier place.</returns>
    public static IReadOnlyList<int> InOrder(IReadOnlyList<string> feed, IReadOnlyList<string> came)
    {
        var places = feed.Select((id, n) => (id, n))
            .ToDictionary(of => of.id, of => of.n, StringComparer.Ordinal);
        var again = new List<int>();
        var (next, reached) = (0, 0);
        foreach (var id in came)
        {
            var place = places[id];
            Assert.True(place <= next, $"behind {next - 1} came {place}: something was skipped");
            if (place < next)
            {
                again.Add(0);
            }

            if (place < reached)
            {
                again[^1]++;
            }

            next = place + 1;
            reached = Math.Max(reached, next);
        }

        Assert.Equal(feed.Count, reached);
        return again;
    }
}
