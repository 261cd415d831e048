using Npgsql;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Rows on their way into one table of a generation, on a connection of their own, in transactions of so many rows that none
/// lasts long.
/// </summary>
internal sealed class TableCopy<T>(
    NpgsqlDataSource database,
    Generation generation,
    ReadTable<T> table,
    int rowsACopy
) : IAsyncDisposable
{
    private NpgsqlConnection? connection;
    private BinaryCopy? copy;
    private int rows;

    public async ValueTask Add(T row, CancellationToken cancellation)
    {
        connection ??= await FillConnection.Open(database, cancellation);
        copy ??= await BinaryCopy.Begin(connection, table.CopyInto(generation), cancellation);
        table.Write(copy, row);
        if (++rows % rowsACopy == 0)
        {
            await Complete(cancellation);
        }
        else
        {
            await copy.SendIfFull(cancellation);
        }
    }

    /// <summary>What was added counts.</summary>
    public async Task Complete(CancellationToken cancellation)
    {
        if (copy is { } open)
        {
            copy = null;
            await using (open)
            {
                await open.Complete(cancellation);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (copy is not null)
        {
            await copy.DisposeAsync();
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}
