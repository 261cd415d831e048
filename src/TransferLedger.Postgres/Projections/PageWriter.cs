using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Folds pages into the read tables of one generation. It remembers figures from page to page, which is right as long as nobody
/// else writes them: after a page that was not written it begins anew, and whoever takes over has one of their own.
/// </summary>
internal sealed class PageWriter(Generation generation, Policy policy)
{
    private Headlines headlines = new(generation, policy);

    /// <summary>Writes a page and moves the bookmark, inside the connection's transaction if it has one.</summary>
    /// <param name="page">From the bookmark on; at least one entry.</param>
    /// <param name="move">Moves the bookmark and must affect one row. It goes first, so that whoever else works waits there, before either has written a row that the other needs.</param>
    /// <returns>Whether it moved; else nothing must be committed.</returns>
    public async Task<bool> Write(
        NpgsqlConnection connection,
        IReadOnlyList<Recorded> page,
        NpgsqlBatchCommand move,
        CancellationToken cancellation
    )
    {
        var remembered = headlines;
        headlines = new(generation, policy);
        var rows = await Fold(connection, page, cancellation);
        var figures = await remembered.Of(connection, rows, cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(move);
        RowWriter.Write(batch, generation, rows, figures);
        await batch.ExecuteNonQueryAsync(cancellation);
        var written = move.Rows == 1;
        headlines = written ? remembered : headlines;
        return written;
    }

    private static async Task<ReadRows> Fold(
        NpgsqlConnection connection,
        IReadOnlyList<Recorded> page,
        CancellationToken cancellation
    )
    {
        var rows = new ReadRows();
        var earlier = await RunnerReads.StreamsBefore(
            connection,
            ReadRows.NeededBy(page),
            page[0].Position.Value,
            cancellation
        );
        rows.Know(earlier);
        foreach (var recorded in page)
        {
            Evolve(rows, recorded);
        }

        return rows;
    }

    /// <exception cref="ProjectionException">The fold cannot take it.</exception>
    public static void Evolve(ReadRows rows, Recorded recorded)
    {
        try
        {
            rows.Evolve(recorded);
        }
        catch (Exception e)
        {
            throw ProjectionException.At(recorded.Position, e);
        }
    }
}
