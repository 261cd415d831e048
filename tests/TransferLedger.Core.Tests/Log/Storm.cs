using System.Collections.Concurrent;
using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Tests.Sealing;

namespace TransferLedger.Core.Tests.Log;

/// <summary>
/// Many writers at once, over one or more nodes of one log: stale versions, callers who give up, the same request twice, if
/// asked a bulk import and somebody who breaks things; and a reader that follows the end. Afterwards what was acknowledged
/// must be what is stored, dense, in order and sealed.
/// </summary>
public sealed class Storm(int seed)
{
    private const int Streams = 24;
    private const int Page = 100;

    private readonly ConcurrentDictionary<Guid, Position> acknowledged = new();
    private readonly ConcurrentDictionary<Guid, byte> uncertain = new();

    public required IReadOnlyList<ILog> Logs { get; init; }

    public required int Writers { get; init; }

    public required int RequestsEach { get; init; }

    /// <summary>Reports of five entries that are imported meanwhile, in four goes.</summary>
    public int BulkReports { get; init; }

    /// <summary>Runs beside the writers until they are done.</summary>
    public Func<CancellationToken, Task> Meanwhile { get; init; } = _ => Task.CompletedTask;

    public async Task Run(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var meanwhile = Task.Run(() => Meanwhile(over.Token), cancellation);
        var reader = Task.Run(() => Follow(over.Token), cancellation);
        var writers = Enumerable
            .Range(0, Writers)
            .Select(w => Task.Run(() => Write(w, cancellation), cancellation));
        var bulk = Task.Run(() => Import(cancellation), cancellation);
        await Task.WhenAll([.. writers, bulk]);
        await over.CancelAsync();
        await meanwhile;
        var followed = await reader;
        await Check(followed, cancellation);
    }

    private async Task Write(int writer, CancellationToken cancellation)
    {
        var random = new Random(seed + writer);
        var log = Logs[writer % Logs.Count];
        for (var i = 0; i < RequestsEach; i++)
        {
            var request = await Request(log, random, cancellation);
            using var impatience = new CancellationTokenSource();
            if (random.Next(8) == 0)
            {
                impatience.CancelAfter(TimeSpan.FromMicroseconds(random.Next(1, 500)));
            }

            var result = await Try(log, request, impatience.Token);
            if (result is AppendResult.Appended && random.Next(10) == 0)
            {
                Assert.IsType<AppendResult.Appended>(await Try(log, request, CancellationToken.None));
            }
        }
    }

    /// <summary>One to four entries of a stream of which the writer sees a version that may be stale.</summary>
    private static async Task<List<NewEntry>> Request(ILog log, Random random, CancellationToken cancellation)
    {
        var stream = new StreamId($"report/{random.Next(Streams)}");
        var seen = random.Next(3) == 0 ? 0 : (await log.ReadStream(stream, cancellation)).Count;
        return [.. Enumerable.Range(1, random.Next(1, 5)).Select(i => Entry(stream, seen + i))];
    }

    private async Task Import(CancellationToken cancellation)
    {
        foreach (var part in Enumerable.Range(0, BulkReports).Chunk(Math.Max(1, BulkReports / 4)))
        {
            IReadOnlyList<NewEntry>[] requests =
            [
                .. part.Select(r =>
                    Enumerable.Range(1, 5).Select(v => Entry(new StreamId($"import/{r}"), v)).ToList()
                ),
            ];
            foreach (var result in await Logs[0].AppendBulk(requests, cancellation))
            {
                Acknowledge(Assert.IsType<AppendResult.Appended>(result));
            }
        }
    }

    private async Task<AppendResult?> Try(ILog log, List<NewEntry> request, CancellationToken impatience)
    {
        try
        {
            var result = await log.Append(request, impatience);
            if (result is AppendResult.Appended appended)
            {
                Acknowledge(appended);
            }

            Assert.True(
                result is AppendResult.Appended or AppendResult.VersionMoved or AppendResult.Busy,
                $"{result} is no answer to this request."
            );
            return result;
        }
        catch (OperationCanceledException)
        {
            request.ForEach(e => uncertain.TryAdd(e.Id, 0));
            return null;
        }
    }

    private void Acknowledge(AppendResult.Appended appended)
    {
        foreach (var entry in appended.Entries)
        {
            Assert.Equal(entry.Position, acknowledged.GetOrAdd(entry.Id, entry.Position));
        }
    }

    private async Task<List<Entry>> Follow(CancellationToken over)
    {
        var seen = new List<Entry>();
        var log = Logs[^1];
        while (true)
        {
            var last = over.IsCancellationRequested;
            var page = await log.Read(new Position(seen.Count), Page, CancellationToken.None);
            seen.AddRange(page);
            if (page.Count > 0)
            {
                continue;
            }

            if (last)
            {
                return seen;
            }

            await log.WaitFor(new Position(seen.Count), over)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Check(List<Entry> followed, CancellationToken cancellation)
    {
        var head = await Logs[0].Head(cancellation);
        var stored = followed.ToDictionary(e => e.Id, e => e.Position);
        Assert.Equal(
            Enumerable.Range(0, (int)head.Size).Select(p => (long)p),
            followed.Select(e => e.Position.Value)
        );
        Assert.All(
            acknowledged,
            a => Assert.Equal(a.Value, stored.GetValueOrDefault(a.Key, new Position(-1)))
        );
        Assert.DoesNotContain(stored.Keys, id => !acknowledged.ContainsKey(id) && !uncertain.ContainsKey(id));
        Assert.Equal(
            followed.Select(e => e.RecordedAt).Distinct().Order(),
            followed.Select(e => e.RecordedAt)
        );
        Assert.All(
            followed.GroupBy(e => e.Stream),
            s => Assert.Equal(Enumerable.Range(1, s.Count()).Select(v => (long)v), s.Select(e => e.Version))
        );
        Assert.Equal(NaiveTree.Root([.. followed.Select(e => e.Bytes)]), head.Root);
        Assert.True(acknowledged.Count > Writers, "the storm wrote something");
    }

    private static NewEntry Entry(StreamId stream, long version) =>
        new(
            Guid.CreateVersion7(),
            stream,
            version,
            "containers-reported.v1",
            Encoding.UTF8.GetBytes($$"""{"n":{{version}}}"""),
            "desk",
            version % 3 == 0 ? new Excerpt(new byte[32], $"quote {version}") : null
        );
}
