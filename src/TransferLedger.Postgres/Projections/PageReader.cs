using TransferLedger.Core.Events;
using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Reads the log in pages that never end inside a report: its claims are told apart from its filing by nothing but their places.
/// </summary>
/// <param name="pageEntries">A page goes on to the end of a report that it would cut.</param>
internal sealed class PageReader(ILog log, int pageEntries)
{
    /// <summary>
    /// The entries from a position on; none at the end of the log. A page ends before the report that holds an entry which
    /// cannot be read, and where it would begin with that one, it throws.
    /// </summary>
    /// <exception cref="ProjectionException">The first entry, or one of its report, cannot be read.</exception>
    public async Task<IReadOnlyList<Recorded>> Read(long from, CancellationToken cancellation)
    {
        var (page, unread) = Decode(await log.Read(new Position(from), pageEntries, cancellation));
        if (OpenReport(page) is var open and > 0 && unread is null)
        {
            (var rest, unread) = Decode(await log.Read(new Position(from + page.Count), open, cancellation));
            page.AddRange(rest);
        }

        if (unread is not null)
        {
            TakeOpenReport(page);
        }

        return page.Count == 0 && unread is not null ? throw unread : page;
    }

    /// <summary>Takes a report off the end of a page if some of its claims are missing there.</summary>
    public static List<Recorded> TakeOpenReport(List<Recorded> page)
    {
        if (OpenReport(page) == 0)
        {
            return [];
        }

        var begins = page.FindLastIndex(r => r.Event is ReportFiled);
        var open = page[begins..];
        page.RemoveRange(begins, open.Count);
        return open;
    }

    /// <summary>The entries up to the first that cannot be read, and what is wrong with that one.</summary>
    private static (List<Recorded> Read, ProjectionException? Unread) Decode(IReadOnlyList<Entry> entries)
    {
        var read = new List<Recorded>(entries.Count);
        foreach (var entry in entries)
        {
            try
            {
                read.Add(RecordedEntry.Of(entry));
            }
            catch (Exception e)
            {
                return (read, ProjectionException.At(entry.Position, e));
            }
        }

        return (read, null);
    }

    /// <summary>How many claims of the last report on the page are missing from it.</summary>
    private static int OpenReport(List<Recorded> page)
    {
        var last = page.FindLastIndex(r => r.Event is ReportFiled);
        return last < 0 ? 0 : Math.Max(0, last + 1 + ((ReportFiled)page[last].Event).Claims - page.Count);
    }
}
