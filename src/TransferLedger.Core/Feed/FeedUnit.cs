using TransferLedger.Core.Events;

namespace TransferLedger.Core.Feed;

/// <summary>What was recorded in one act: a report with its claims, or one later event. Readers know all of it or nothing.</summary>
/// <param name="Entries">In the order of the log, at least one.</param>
public sealed record FeedUnit(IReadOnlyList<Recorded> Entries)
{
    public Position First => Entries[0].Position;

    /// <summary>What derives from the unit follows this entry.</summary>
    public Recorded Last => Entries[^1];

    /// <param name="page">In the order of the log; it ends where a report ends.</param>
    public static IReadOnlyList<FeedUnit> In(IReadOnlyList<Recorded> page)
    {
        var units = new List<FeedUnit>();
        for (var n = 0; n < page.Count; )
        {
            var length = page[n].Event is ReportFiled filed ? 1 + filed.Claims : 1;
            units.Add(new([.. page.Skip(n).Take(length)]));
            n += length;
        }

        return units;
    }
}
