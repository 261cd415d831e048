using System.Diagnostics;
using System.Diagnostics.Metrics;
using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// What came of this node's appends, since it started. Counted here and read when somebody asks, so that an append pays for
/// an addition and no more.
/// </summary>
internal sealed class AppendInstruments : IDisposable
{
    private const string MeterName = "TransferLedger";

    private const int Failed = 6;
    private const int GivenUp = 7;

    private static readonly string[] Outcomes =
    [
        "appended",
        "version-moved",
        "duplicate-id",
        "too-long",
        "busy",
        "stopped",
        "failed",
        "given-up",
    ];

    private static readonly int[] BatchBounds = [.. Enumerable.Range(0, 14).Select(power => 1 << power)];

    private readonly long[] requests = new long[Outcomes.Length];
    private readonly Histogram<int> batches;
    private long entries;

    public AppendInstruments()
    {
        Meter.CreateObservableCounter(
            "transferledger_appended_entries_total",
            () => Volatile.Read(ref entries),
            description: "Entries that this node has written and seen committed."
        );
        Meter.CreateObservableCounter(
            "transferledger_append_requests_total",
            Requests,
            description: "Requests to append that this node has answered, by outcome."
        );
        batches = Meter.CreateHistogram(
            "transferledger_append_batch_entries",
            unit: null,
            "Entries of one committed batch.",
            tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = BatchBounds }
        );
    }

    public Meter Meter { get; } = new(MeterName);

    public void Committed(int batch)
    {
        Interlocked.Add(ref entries, batch);
        batches.Record(batch);
    }

    /// <summary>Passes an answer on, or the error or the leaving of its caller, and counts it.</summary>
    public async ValueTask<AppendResult> Counted(ValueTask<AppendResult> answer)
    {
        try
        {
            var result = await answer;
            Count(OutcomeOf(result));
            return result;
        }
        catch (Exception e)
        {
            Count(e is OperationCanceledException ? GivenUp : Failed);
            throw;
        }
    }

    public void Dispose() => Meter.Dispose();

    private void Count(int outcome) => Interlocked.Increment(ref requests[outcome]);

    private static int OutcomeOf(AppendResult result) =>
        result switch
        {
            AppendResult.Appended => 0,
            AppendResult.VersionMoved => 1,
            AppendResult.DuplicateId => 2,
            AppendResult.TooLong => 3,
            AppendResult.Busy => 4,
            AppendResult.Stopped => 5,
            _ => throw new UnreachableException($"{result} is no outcome."),
        };

    private IEnumerable<Measurement<long>> Requests() =>
        Outcomes.Select(
            (outcome, i) =>
                new Measurement<long>(
                    Volatile.Read(ref requests[i]),
                    new KeyValuePair<string, object?>("outcome", outcome)
                )
        );
}
