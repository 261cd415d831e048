using System.Diagnostics;
using Npgsql;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Rows on their way into one table of a generation, in transactions of which none is open for long, each on a connection that
/// goes back to the pool afterwards.
/// </summary>
internal sealed class TableCopy<T>(
    NpgsqlDataSource database,
    Generation generation,
    ReadTable<T> table,
    TimeSpan longest
) : IAsyncDisposable
{
    private NpgsqlConnection? connection;
    private BinaryCopy? copy;
    private long begun;

    public async ValueTask Add(T row, CancellationToken cancellation)
    {
        if (copy is null)
        {
            connection = await FillConnection.Open(database, cancellation);
            copy = await BinaryCopy.Begin(connection, table.CopyInto(generation), cancellation);
            begun = Stopwatch.GetTimestamp();
        }

        table.Write(copy, row);
        await copy.SendIfFull(cancellation);
        await CompleteIfOld(cancellation);
    }

    /// <summary>What was added counts, if it has been on its way for long: asked now and then where rows are rare.</summary>
    public async ValueTask CompleteIfOld(CancellationToken cancellation)
    {
        if (copy is not null && Stopwatch.GetElapsedTime(begun) >= longest)
        {
            await Complete(cancellation);
        }
    }

    /// <summary>What was added counts.</summary>
    public async Task Complete(CancellationToken cancellation)
    {
        if (copy is not null)
        {
            await copy.Complete(cancellation);
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (copy?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        finally
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
            (copy, connection) = (null, null);
        }
    }
}
