using Microsoft.Extensions.Logging;
using Npgsql;

namespace TransferLedger.Postgres.Leases;

/// <summary>The time over which a worker has a lease: it is renewed every second, and given back at the end.</summary>
internal sealed class Term : IAsyncDisposable
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource database;
    private readonly Held held;
    private readonly ILogger logger;
    private readonly CancellationTokenSource over;
    private readonly Task renewing;

    private Term(NpgsqlDataSource database, Held held, ILogger logger, CancellationToken cancellation)
    {
        (this.database, this.held, this.logger) = (database, held, logger);
        over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        renewing = Renew();
    }

    /// <summary>Cancelled when somebody else has the lease.</summary>
    public CancellationToken Over => over.Token;

    public static Term Begin(
        NpgsqlDataSource database,
        Held held,
        ILogger logger,
        CancellationToken cancellation
    ) => new(database, held, logger, cancellation);

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await renewing;
        await GiveBack();
        over.Dispose();
    }

    /// <summary>On a connection of its own: while others have taken all of the pool the lease must not end.</summary>
    private async Task Renew()
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(over.Token);
                while (await held.Renew(connection, over.Token))
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
                LeaseMessages.NotRenewed(logger, held.Name, e);
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
            await held.Release(connection, soon.Token);
        }
        catch (Exception e)
            when (e is NpgsqlException or OperationCanceledException or ObjectDisposedException)
        {
            LeaseMessages.Left(logger, held.Name, e);
        }
    }
}

/// <summary>A lease that somebody has.</summary>
/// <param name="Name">What it is of, for whoever reads the log of the process.</param>
/// <param name="Renew">Keeps it; false: somebody else has it by now.</param>
/// <param name="Release">Gives it back.</param>
internal sealed record Held(
    string Name,
    Func<NpgsqlConnection, CancellationToken, Task<bool>> Renew,
    Func<NpgsqlConnection, CancellationToken, Task> Release
);
