using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Log;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Fills the bare tables of a generation from the log up to a position: reads it in ranges, folds it in memory by key, and sends
/// each final row once.
/// </summary>
internal sealed class LogFold(ILog log, NpgsqlDataSource database, Policy policy, Generation generation)
{
    private const int RangeEntries = 8_192;

    /// <summary>Ranges that are read ahead of the fold.</summary>
    private const int RangesAhead = 4;

    /// <summary>Rows that are sent in one transaction.</summary>
    private const int RowsACopy = 50_000;

    /// <param name="pinned">A position at which a report ends.</param>
    /// <exception cref="ProjectionException">An entry cannot be folded; nothing was filled.</exception>
    public async Task Fill(long pinned, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        var rows = await Fold(pinned, progress, cancellation);
        progress?.Report(new("written", 0, pinned));
        await Task.WhenAll(
            Task.Run(() => Copy(ReadTables.Claims, rows.Claims, cancellation), cancellation),
            Task.Run(() => CopyOthers(rows, cancellation), cancellation)
        );
    }

    private async Task<ReadRows> Fold(
        long pinned,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancellation
    )
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ranges = Channel.CreateBounded<IReadOnlyList<Entry>>(RangesAhead);
        var reading = Task.Run(() => Read(pinned, ranges.Writer, broken.Token), cancellation);
        try
        {
            var rows = new ReadRows();
            await foreach (var range in ranges.Reader.ReadAllAsync(cancellation))
            {
                foreach (var entry in Decoded(range))
                {
                    PageWriter.Evolve(rows, entry);
                }

                progress?.Report(new("folded", range[^1].Position.Value + 1, pinned));
            }

            await reading;
            return rows;
        }
        finally
        {
            await broken.CancelAsync();
        }
    }

    private async Task Read(
        long pinned,
        ChannelWriter<IReadOnlyList<Entry>> ranges,
        CancellationToken cancellation
    )
    {
        try
        {
            for (var from = 0L; from < pinned; )
            {
                var range = await log.Read(
                    new Position(from),
                    (int)Math.Min(RangeEntries, pinned - from),
                    cancellation
                );
                from += range.Count;
                await ranges.WriteAsync(range, cancellation);
            }

            ranges.Complete();
        }
        catch (Exception e)
        {
            ranges.Complete(e);
        }
    }

    private static Recorded[] Decoded(IReadOnlyList<Entry> range)
    {
        var decoded = new Recorded[range.Count];
        try
        {
            Parallel.ForEach(
                Partitioner.Create(0, range.Count),
                part =>
                {
                    for (var n = part.Item1; n < part.Item2; n++)
                    {
                        decoded[n] = Decoded(range[n]);
                    }
                }
            );
        }
        catch (AggregateException several)
        {
            throw several.InnerExceptions.Cast<ProjectionException>().MinBy(one => one.Position!.Value)!;
        }

        return decoded;
    }

    private static Recorded Decoded(Entry entry)
    {
        try
        {
            return RecordedEntry.Of(entry);
        }
        catch (Exception e)
        {
            throw ProjectionException.At(entry.Position, e);
        }
    }

    private async Task CopyOthers(ReadRows rows, CancellationToken cancellation)
    {
        await Copy(ReadTables.Reports, rows.Reports, cancellation);
        await Copy(ReadTables.Judgements, rows.Judgements, cancellation);
        await Copy(ReadTables.Corridors, rows.Corridors(), cancellation);
        await Copy(ReadTables.Statements, rows.Statements(), cancellation);
        await Copy(ReadTables.Claimants, rows.Claimants(), cancellation);
        var figures = ByFigure(rows);
        await Copy(
            ReadTables.FigureEntries,
            figures.SelectMany(figure => figure.Entries.Select(entry => (figure.Figure, entry))),
            cancellation
        );
        var classes = StatementClasses.From(rows.Judgements.Select(entry => (StatementsJudged)entry.Event));
        await Copy(ReadTables.Figures, figures.AsParallel().Select(Row).OfType<FigureRow>(), cancellation);

        FigureRow? Row(FigureEntries figure) =>
            FigureRow.Of(figure.Record() with { Statements = classes }, figure.Entries[^1].Position, policy);
    }

    private static List<FigureEntries> ByFigure(ReadRows rows) =>
        [
            .. rows.FigureEntries()
                .GroupBy(of => of.Figure, of => of.Entry)
                .Select(of => new FigureEntries(of.Key, [.. of.OrderBy(entry => entry.Position)])),
        ];

    private async Task Copy<T>(ReadTable<T> table, IEnumerable<T> rows, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        foreach (var chunk in rows.Chunk(RowsACopy))
        {
            await table.Copy(connection, generation, chunk, cancellation);
        }
    }
}
