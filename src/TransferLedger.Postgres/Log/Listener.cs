using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Log;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// Hears of other nodes' entries: at once by notification, and by asking underneath, since a notification can be lost with
/// its connection. Keeps the database's clock at hand with the same question, and what the log ended with.
/// </summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly NpgsqlDataSource database;
    private readonly HeadSignal head;
    private readonly Witness witness;
    private readonly DatabaseClock clock;
    private readonly Neighbours neighbours;
    private readonly TimeSpan pollEvery;
    private readonly ILogger log;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource closing = new();
    private readonly Task listening;

    public Listener(
        NpgsqlDataSource database,
        HeadSignal head,
        Witness witness,
        DatabaseClock clock,
        Neighbours neighbours,
        TimeSpan pollEvery,
        ILogger log,
        TimeProvider time
    )
    {
        (this.database, this.head, this.witness) = (database, head, witness);
        (this.clock, this.neighbours) = (clock, neighbours);
        (this.pollEvery, this.log, this.time) = (pollEvery, log, time);
        listening = Task.Run(Listen);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await listening;
    }

    private async Task Listen()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await ListenOnce(closing.Token);
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception reason)
            {
                // Whatever it was: a node that no longer listens would let its readers wait for ever.
                LogMessages.ListeningInterrupted(log, reason);
                await Task.Delay(pollEvery, time, closing.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenOnce(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        connection.Notification += (_, e) => Hear(e.Payload);
        await using (var listen = new NpgsqlCommand(SqlFile.Read("Log/listen.sql"), connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        await using var ask = new NpgsqlCommand(SqlFile.Read("Log/head.sql"), connection);
        await ask.PrepareAsync(cancellation);
        while (true)
        {
            await Ask(ask, cancellation);
            var asked = time.GetTimestamp();
            // Npgsql takes less than a millisecond for no limit at all.
            while (pollEvery - time.GetElapsedTime(asked) is { TotalMilliseconds: >= 1 } left)
            {
                await connection.WaitAsync(left, cancellation);
            }
        }
    }

    /// <summary>Anybody with a connection may notify; what is no size says nothing.</summary>
    private void Hear(string payload)
    {
        if (long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            head.Advance(size);
        }
    }

    private async Task Ask(NpgsqlCommand ask, CancellationToken cancellation)
    {
        var asked = clock.Timestamp();
        long size;
        Hash? leaf;
        await using (var reader = await ask.ExecuteReaderAsync(cancellation))
        {
            await reader.ReadAsync(cancellation);
            clock.Set(reader.GetDateTime(1), asked);
            neighbours.Listen = reader.GetBoolean(2);
            size = reader.GetInt64(0);
            leaf = size > 0 ? new Hash(reader.GetFieldValue<byte[]>(3)) : null;
        }

        if (leaf is { } last)
        {
            await witness.See(ask.Connection!, new Witness.Sighting(size, last), cancellation);
        }

        head.Advance(size);
    }
}
