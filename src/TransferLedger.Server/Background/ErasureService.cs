using TransferLedger.Postgres;
using TransferLedger.Postgres.Excerpts;

namespace TransferLedger.Server.Background;

/// <summary>
/// Finishes erasures of quotes that were broken off after the log said so: before the first request, and for other nodes that
/// died since.
/// </summary>
internal sealed class ErasureService(
    ExcerptStore excerpts,
    UnreadableErasures unreadable,
    TimeProvider clock,
    ILogger<ErasureService> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Finish(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Finish(stoppingToken);
            }
            catch (Exception away) when (DatabaseAway.Is(away))
            {
                // Health says so. Until it is back nobody can read a quote either.
            }
        }
    }

    private async Task Finish(CancellationToken cancellation)
    {
        var positions = await excerpts.FinishErasures(cancellation);
        if (unreadable.Found([.. positions.Select(position => position.Value)]) && positions.Count > 0)
        {
            logger.ErasuresUnreadable(string.Join(", ", positions));
        }
    }
}
