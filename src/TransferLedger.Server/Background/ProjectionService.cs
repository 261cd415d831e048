using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Background;

/// <summary>
/// Keeps the read tables up with the log. When an entry cannot be folded the runner has said so and health turns unhealthy;
/// the server goes on taking reports.
/// </summary>
internal sealed class ProjectionService(ProjectionRunner runner) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await runner.Run(stoppingToken);
    }
}
