using System.Globalization;
using Npgsql;
using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Projections;

/// <summary>What a runner does while another has the lease: says how far that one is, and takes over when it is gone.</summary>
internal static class Watch
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);

    /// <param name="passed">Told where the read tables stand, at once where the one who has the lease notifies.</param>
    public static async Task<Bookmark> AwaitLease(
        NpgsqlDataSource database,
        Guid self,
        HeadSignal passed,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await Generations.TakeLease(connection, self, cancellation) is { } free)
        {
            return free;
        }

        connection.Notification += (_, e) => Hear(e.Payload, passed);
        await Generations.Execute(connection, "listen transferledger_projected", cancellation);
        while (true)
        {
            if (await Generations.TakeLease(connection, self, cancellation) is { } mine)
            {
                return mine;
            }

            passed.Advance((await Generations.Live(connection, cancellation))?.Next ?? 0);
            var asked = TimeProvider.System.GetTimestamp();
            // Npgsql takes less than a millisecond for no limit at all.
            while (AskEvery - TimeProvider.System.GetElapsedTime(asked) is { TotalMilliseconds: >= 1 } left)
            {
                await connection.WaitAsync(left, cancellation);
            }
        }
    }

    /// <summary>Anybody with a connection may notify; what is no position says nothing.</summary>
    private static void Hear(string payload, HeadSignal passed)
    {
        if (long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var next))
        {
            passed.Advance(next);
        }
    }
}
