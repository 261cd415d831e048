using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// Appends many requests on a connection of its own, in batches under the lock. While one batch is written the next is
/// prepared; where others write too the batches are smaller, so that they wait less.
/// </summary>
internal sealed class BulkWriter(Appender appender, AppendInstruments instruments, PostgresLogOptions options)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile bool closed;

    public async Task<IReadOnlyList<AppendResult>> Append(
        IReadOnlyList<IReadOnlyList<NewEntry>> requests,
        CancellationToken cancellation
    )
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await Written(requests, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Waits for the batch that is on its way; what comes after it is refused.</summary>
    public async ValueTask DisposeAsync()
    {
        closed = true;
        await turn.WaitAsync();
        try
        {
            await appender.DisposeAsync();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<IReadOnlyList<AppendResult>> Written(
        IReadOnlyList<IReadOnlyList<NewEntry>> requests,
        CancellationToken cancellation
    )
    {
        var results = new List<AppendResult>(requests.Count);
        ObjectDisposedException.ThrowIf(closed, this);
        var slice = Prepare(requests, 0);
        while (slice.Count > 0)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            cancellation.ThrowIfCancellationRequested();
            var from = results.Count + slice.Count;
            var preparing = Task.Run(() => Prepare(requests, from), CancellationToken.None);
            await appender.Process(Open(slice), bulk: true, () => OpenOnes(preparing));
            var next = await preparing;
            foreach (var pending in slice)
            {
                pending.Tell();
                results.Add(await instruments.Counted(new ValueTask<AppendResult>(pending.Told)));
            }

            slice = next;
        }

        return results;
    }

    private static List<Pending> Open(List<Pending> slice) => [.. slice.Where(p => !p.IsAnswered)];

    /// <summary>None where a later request is ill-formed: its caller hears of it once what comes before it is written.</summary>
    private static async Task<List<Pending>> OpenOnes(Task<List<Pending>> preparing)
    {
        await Task.WhenAny(preparing);
        return preparing.IsCompletedSuccessfully ? Open(await preparing) : [];
    }

    private List<Pending> Prepare(IReadOnlyList<IReadOnlyList<NewEntry>> requests, int from)
    {
        var limit = appender.OthersWrite ? options.BulkBatchBesideOthers : options.BulkBatch;
        var slice = new List<Pending>();
        var entries = 0;
        for (
            var i = from;
            i < requests.Count && (slice.Count == 0 || entries + requests[i].Count <= limit);
            i++
        )
        {
            var request = AppendRequest.Of(options.Origin, requests[i], out var refusal);
            var pending = new Pending(request);
            slice.Add(pending);
            entries += requests[i].Count;
            if (refusal is not null)
            {
                pending.Answer(refusal);
            }
        }

        return slice;
    }
}
