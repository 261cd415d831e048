using System.Diagnostics.Metrics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Scenarios.Metrics;

/// <summary>Every way in which an append can end is counted under a name of its own.</summary>
public sealed class OutcomesTests : IDisposable
{
    private readonly AppendInstruments instruments = new();

    private static readonly Dictionary<string, AppendResult> Answers = new(StringComparer.Ordinal)
    {
        ["appended"] = new AppendResult.Appended([]),
        ["version-moved"] = new AppendResult.VersionMoved(new StreamId("report/x"), 1),
        ["duplicate-id"] = new AppendResult.DuplicateId(Guid.Empty),
        ["too-long"] = new AppendResult.TooLong(Guid.Empty, 70_000),
        ["busy"] = new AppendResult.Busy(TimeSpan.FromSeconds(1)),
        ["stopped"] = new AppendResult.Stopped("a fork"),
    };

    public static TheoryData<string> Outcomes => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task An_answer_is_counted_and_passed_on(string outcome)
    {
        Assert.Same(Answers[outcome], await instruments.Counted(ValueTask.FromResult(Answers[outcome])));
        Assert.Equal([outcome], Counted());
    }

    [Fact]
    public async Task An_error_is_counted_and_passed_on()
    {
        var lost = new IOException("the connection is gone");
        Assert.Same(lost, await Record.ExceptionAsync(() => instruments.Counted(Failing(lost)).AsTask()));
        Assert.Equal(["failed"], Counted());
    }

    [Fact]
    public async Task A_caller_that_left_is_no_error()
    {
        var left = Failing(new OperationCanceledException());
        await Assert.ThrowsAsync<OperationCanceledException>(() => instruments.Counted(left).AsTask());
        Assert.Equal(["given-up"], Counted());
    }

    [Fact]
    public void Every_answer_of_the_log_has_a_name()
    {
        var cases = typeof(AppendResult)
            .GetNestedTypes()
            .Where(type => type.IsSubclassOf(typeof(AppendResult)));
        Assert.Equal(cases.ToHashSet(), Answers.Values.Select(answer => answer.GetType()).ToHashSet());
    }

    public void Dispose() => instruments.Dispose();

    private static ValueTask<AppendResult> Failing(Exception error) =>
        ValueTask.FromException<AppendResult>(error);

    /// <summary>The outcomes that were counted, as often as they were.</summary>
    private List<string> Counted()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) => counted.AddRange(Enumerable.Repeat((string)tags[0].Value!, (int)value))
        );
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (
                ReferenceEquals(instrument.Meter, instruments.Meter)
                && instrument.Name == "transferledger_append_requests_total"
            )
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.Start();
        listener.RecordObservableInstruments();
        return counted;
    }
}
