using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Tests.Sealing;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>What callers were told that it stands, to be held against what is stored.</summary>
/// <param name="from">Where the test began; what stands before is not its own.</param>
internal sealed class Acknowledged(long from = 0)
{
    private const int Page = 5_000;
    private readonly ConcurrentDictionary<Guid, Position> entries = new();

    public int Count => entries.Count;

    /// <summary>One answer; the same entry is acknowledged once.</summary>
    public void Take(AppendResult answer)
    {
        foreach (var entry in Assert.IsType<AppendResult.Appended>(answer).Entries)
        {
            Assert.True(entries.TryAdd(entry.Id, entry.Position), $"{entry.Id} was acknowledged twice.");
        }
    }

    /// <summary>
    /// The acknowledged set is the stored set, apart from <paramref name="unanswered"/>; the stored one is dense, in one
    /// order and sealed.
    /// </summary>
    public async Task IsWhatIsStored(PostgresLog log, params IEnumerable<Guid> unanswered)
    {
        var stored = await Whole(log);
        var positions = stored.Skip((int)from).ToDictionary(e => e.Id, e => e.Position);
        Assert.All(entries, a => Assert.Equal(a.Value, positions.GetValueOrDefault(a.Key, new Position(-1))));
        Assert.Empty(positions.Keys.Except(entries.Keys).Except(unanswered));
        await IsSound(log, stored);
    }

    /// <summary>Dense, in one order, and sealed.</summary>
    public static async Task IsSound(PostgresLog log) => await IsSound(log, await Whole(log));

    private static async Task IsSound(PostgresLog log, List<Entry> stored)
    {
        Assert.Equal(stored.Select((_, i) => (long)i), stored.Select(e => e.Position.Value));
        Assert.Equal(stored.Select(e => e.RecordedAt).Distinct().Order(), stored.Select(e => e.RecordedAt));
        Assert.All(
            stored.GroupBy(e => e.Stream),
            s => Assert.Equal(s.Select((_, i) => i + 1L), s.Select(e => e.Version))
        );
        var head = await log.Head(TestContext.Current.CancellationToken);
        Assert.Equal(NaiveTree.Root([.. stored.Select(e => e.Bytes)]), head.Root);
    }

    public static async Task<List<Entry>> Whole(PostgresLog log)
    {
        var all = new List<Entry>();
        while (true)
        {
            var page = await log.Read(new Position(all.Count), Page, TestContext.Current.CancellationToken);
            if (page.Count == 0)
            {
                return all;
            }

            all.AddRange(page);
        }
    }

    public static NewEntry New(string stream, long version, Excerpt? quote = null) =>
        new(
            Guid.CreateVersion7(),
            new StreamId(stream),
            version,
            "containers-reported.v1",
            Encoding.UTF8.GetBytes($$"""{"n":{{version}}}"""),
            "desk",
            quote
        );

    /// <summary>One of forty kilobytes that cannot be compressed.</summary>
    public static NewEntry Large(string stream, long version) =>
        New(stream, version) with
        {
            Data = Encoding.UTF8.GetBytes(
                $"\"{Convert.ToHexString(RandomNumberGenerator.GetBytes(20_000))}\""
            ),
        };
}
