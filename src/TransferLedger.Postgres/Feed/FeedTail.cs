using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Feed;

namespace TransferLedger.Postgres.Feed;

/// <summary>
/// The newest events of the feed, read once for all readers of a node: it hears of new ones at once by notification, asks
/// underneath, since a notification can be lost with its connection, and keeps the last thousands. Whoever is further behind reads
/// for themselves.
/// </summary>
public sealed class FeedTail(NpgsqlDataSource database, ILogger<FeedTail> logger)
{
    /// <summary>Of the database's notifications.</summary>
    public const string Notifications = "transferledger_feed";

    private const int Kept = 8_192;

    /// <summary>Of data; envelopes are about as long.</summary>
    private const long KeptBytes = 64 << 20;

    private const int ReadAtOnce = 1_000;

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);

    private readonly FeedReads reads = new(database);
    private readonly Lock gate = new();
    private readonly Channel<bool> heard = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly FeedEvent[] kept = new FeedEvent[Kept];
    private long first;
    private long taken;
    private long bytes;
    private FeedPlace begins;
    private FeedPlace end;
    private bool isOpen;
    private TaskCompletionSource growth = Growth();

    /// <summary>Where the feed ends, as far as this node knows.</summary>
    public FeedPlace Horizon
    {
        get
        {
            lock (gate)
            {
                return end;
            }
        }
    }

    /// <summary>What this node has just written need not be read: it is taken if it goes on where the tail ends.</summary>
    internal void Take(FeedPlace from, FeedPage page)
    {
        lock (gate)
        {
            if (!isOpen || end != from)
            {
                Hear();
                return;
            }

            Keep(page);
        }

        Grow();
    }

    /// <summary>Follows the feed until it is cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var listening = Listen(cancellation);
        try
        {
            await Follow(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Events from a place on, that place included, in order; as <see cref="FeedReads.Read"/> reads them.</summary>
    public Task<FeedPage> Read(FeedPlace from, FeedFilter filter, int limit, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (isOpen && from >= begins)
            {
                return Task.FromResult(Remembered(from, filter, limit));
            }
        }

        return reads.Read(from, filter, limit, cancellation);
    }

    /// <summary>The place of the last event before another; null: there is none.</summary>
    public Task<FeedPlace?> LastBefore(FeedPlace place, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (isOpen && FirstFrom(place) is var next && next > first)
            {
                return Task.FromResult<FeedPlace?>(At(next - 1).Place);
            }
        }

        return reads.LastBefore(place, cancellation);
    }

    /// <summary>Completes as soon as the feed goes beyond a place.</summary>
    public async Task WaitBeyond(FeedPlace place, CancellationToken cancellation)
    {
        while (true)
        {
            Task grown;
            lock (gate)
            {
                if (isOpen && end > place)
                {
                    return;
                }

                grown = growth.Task;
            }

            await grown.WaitAsync(cancellation);
        }
    }

    private FeedPage Remembered(FeedPlace from, FeedFilter filter, int limit)
    {
        var wanted = new List<FeedEvent>();
        for (var n = FirstFrom(from); n < taken && wanted.Count < limit; n++)
        {
            if (At(n) is var happened && filter.Wants(happened))
            {
                wanted.Add(happened);
            }
        }

        return new(
            wanted,
            wanted.Count == limit ? wanted[^1].Place.Next
                : end > from ? end
                : from,
            end
        );
    }

    /// <summary>The first that is kept and not before a place, by its number in the order of the feed.</summary>
    private long FirstFrom(FeedPlace place)
    {
        var (low, high) = (first, taken);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = At(middle).Place < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private FeedEvent At(long number) => kept[number % Kept];

    private async Task Follow(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await Open(cancellation);
                while (true)
                {
                    await Catch(cancellation);
                    await heard.Reader.ReadAsync(cancellation);
                }
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                // Whatever it was: readers of this node would wait for ever.
                FeedMessages.ListeningInterrupted(logger, e);
                await Task.Delay(AskEvery, cancellation);
            }
        }
    }

    private async Task Open(CancellationToken cancellation)
    {
        if (isOpen)
        {
            return;
        }

        var horizon = await reads.Horizon(cancellation);
        lock (gate)
        {
            (begins, end, isOpen) = (horizon, horizon, true);
        }

        Grow();
    }

    /// <summary>Reads on to the end.</summary>
    private async Task Catch(CancellationToken cancellation)
    {
        while (true)
        {
            var from = Horizon;
            var page = await reads.Read(from, FeedFilter.All, ReadAtOnce, cancellation);
            if (page.Next <= from)
            {
                return;
            }

            lock (gate)
            {
                if (end != from)
                {
                    // Meanwhile this node wrote the same.
                    continue;
                }

                Keep(page);
            }

            Grow();
        }
    }

    private void Keep(FeedPage page)
    {
        foreach (var happened in page.Events)
        {
            bytes += happened.Data.Length;
            while (taken - first >= Kept || (bytes > KeptBytes && first < taken))
            {
                bytes -= At(first).Data.Length;
                begins = At(first++).Place.Next;
            }

            kept[taken++ % Kept] = happened;
        }

        end = page.Next;
    }

    /// <summary>Of what this node wrote itself it knows.</summary>
    private void HearOf(string place)
    {
        if (FeedPlace.Read(place) is not { IsOk: true, Value: var told } || told > Horizon)
        {
            Hear();
        }
    }

    private void Hear() => heard.Writer.TryWrite(true);

    private void Grow()
    {
        TaskCompletionSource grown;
        lock (gate)
        {
            (grown, growth) = (growth, Growth());
        }

        grown.TrySetResult();
    }

    private async Task Listen(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellation);
                connection.Notification += (_, told) => HearOf(told.Payload);
                await using (var listen = new NpgsqlCommand($"listen {Notifications}", connection))
                {
                    await listen.ExecuteNonQueryAsync(cancellation);
                }

                while (true)
                {
                    Hear();
                    var asked = TimeProvider.System.GetTimestamp();
                    // Npgsql takes less than a millisecond for no limit at all.
                    while (
                        AskEvery - TimeProvider.System.GetElapsedTime(asked)
                            is { TotalMilliseconds: >= 1 } left
                    )
                    {
                        await connection.WaitAsync(left, cancellation);
                    }
                }
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                // Whatever it was: a node that no longer listens would hear of everything late.
                FeedMessages.ListeningInterrupted(logger, e);
                await Task.Delay(AskEvery, cancellation);
                Hear();
            }
        }
    }

    private static TaskCompletionSource Growth() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
