using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Server.Background;

/// <summary>Signs a checkpoint whenever the log has grown, where this node has a key.</summary>
internal sealed class SigningService(
    Signing signing,
    PostgresLog log,
    LedgerTree tree,
    ILogger<SigningService> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        signing.Announce(logger);
        await (signing.Signer?.Run(log, tree.Forget, stoppingToken) ?? Task.CompletedTask);
    }
}
