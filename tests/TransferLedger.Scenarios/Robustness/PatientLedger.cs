using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Projections;
using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>A server that answers a filing at once; whoever wants to read waits for the projections here.</summary>
public sealed class PatientLedger(LedgerServer postgres) : RunningLedger(postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    protected override string[] Arguments => ["--Ledger:ProjectedWithinSeconds=0"];

    /// <summary>Until reads show all that is in the log now. A projection that stopped fails at once.</summary>
    public async Task UntilProjected(CancellationToken cancellation)
    {
        var head = await Services.GetRequiredService<ILog>().Head(cancellation);
        if (head.Size == 0)
        {
            return;
        }

        var projections = Services.GetRequiredService<ProjectionRunner>();
        var reached = projections
            .WaitFor(new Position(head.Size - 1), cancellation)
            .WaitAsync(Patience, cancellation);
        while (!reached.IsCompleted)
        {
            Assert.Null(projections.Stopped);
            await Task.WhenAny(reached, Task.Delay(TimeSpan.FromMilliseconds(100), cancellation));
        }

        await reached;
    }
}
