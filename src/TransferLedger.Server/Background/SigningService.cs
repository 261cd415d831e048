using TransferLedger.Postgres.Log;

namespace TransferLedger.Server.Background;

/// <summary>Signs a checkpoint whenever the log has grown, where this node has a key.</summary>
internal sealed class SigningService(Signing signing, PostgresLog log, ILogger<SigningService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        signing.Announce(logger);
        await (signing.Signer?.Run(log, stoppingToken) ?? Task.CompletedTask);
    }
}
