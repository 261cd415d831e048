using TransferLedger.Postgres.Feed;

namespace TransferLedger.Server.Background;

/// <summary>Writes the feed, or waits while another node does, and keeps the newest of it for this node's readers.</summary>
internal sealed class FeedService(FeedRunner runner, FeedTail tail) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(runner.Run(stoppingToken), tail.Run(stoppingToken));
    }
}
