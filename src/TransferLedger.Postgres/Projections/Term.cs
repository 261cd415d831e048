using Microsoft.Extensions.Logging;
using Npgsql;

namespace TransferLedger.Postgres.Projections;

/// <summary>The time over which a runner has the lease: it is renewed every second, and given back at the end.</summary>
internal sealed class Term : IAsyncDisposable
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource database;
    private readonly long fence;
    private readonly ILogger logger;
    private readonly CancellationTokenSource over;
    private readonly Task renewing;

    private Term(NpgsqlDataSource database, long fence, ILogger logger, CancellationToken cancellation)
    {
        (this.database, this.fence, this.logger) = (database, fence, logger);
        over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        renewing = Renew();
    }

    /// <summary>Cancelled when somebody else has the lease.</summary>
    public CancellationToken Over => over.Token;

    /// <param name="fence">The number under which the lease was taken.</param>
    public static Term Begin(
        NpgsqlDataSource database,
        long fence,
        ILogger logger,
        CancellationToken cancellation
    ) => new(database, fence, logger, cancellation);

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await renewing;
        await GiveBack();
        over.Dispose();
    }

    /// <summary>On a connection of its own: while readers have taken all of the pool the lease must not end.</summary>
    private async Task Renew()
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(over.Token);
                while (await Generations.RenewLease(connection, fence, over.Token) is not null)
                {
                    await Task.Delay(RenewEvery, over.Token);
                }

                await over.CancelAsync();
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (DatabaseAway.Is(e))
            {
                // Whoever comes first when it is back has the lease.
                ProjectionMessages.NotRenewed(logger, e);
                await Task.Delay(RenewEvery, over.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task GiveBack()
    {
        try
        {
            using var soon = new CancellationTokenSource(RenewEvery);
            await using var connection = await database.OpenConnectionAsync(soon.Token);
            await Generations.ReleaseLease(connection, fence, soon.Token);
        }
        catch (Exception e)
            when (e is NpgsqlException or OperationCanceledException or ObjectDisposedException)
        {
            ProjectionMessages.LeaseLeft(logger, e);
        }
    }
}
