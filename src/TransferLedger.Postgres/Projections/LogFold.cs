using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Fills the bare tables of a generation from the log up to a position, and makes their keys: reads it in ranges, folds it in
/// memory by key, and sends each final row once. A report that nothing happened to later is final as soon as it is read; the
/// others are kept until the end.
/// </summary>
internal sealed class LogFold(
    ILog log,
    NpgsqlDataSource database,
    Policy policy,
    Generation generation,
    RebuildOptions options
)
{
    /// <summary>Ranges that are read and decoded ahead of the fold.</summary>
    private const int RangesAhead = 2;

    /// <param name="pinned">A position at which a report ends.</param>
    /// <exception cref="ProjectionException">An entry cannot be folded; the tables hold some rows.</exception>
    public async Task Fill(long pinned, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        await using var filling = new Filling(database, generation, options.LongestCopy);
        var changing = await ChangedLater.Streams(database, pinned, cancellation);
        await Fold(filling, changing, pinned, progress, cancellation);
        progress?.Report(new("indexed", 0, pinned));
        await Task.WhenAll(
            Task.Run(() => Execute("keys", cancellation), cancellation),
            Task.Run(() => filling.AddFigures(policy, cancellation), cancellation)
        );
        await Execute("keys_of_figures", cancellation);
        await Execute("analyze", cancellation);
    }

    private async Task Fold(
        Filling filling,
        IReadOnlySet<StreamId> changing,
        long pinned,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancellation
    )
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ranges = Channel.CreateBounded<Recorded[]>(RangesAhead);
        var reading = Task.Run(() => Read(pinned, ranges.Writer, broken.Token), cancellation);
        try
        {
            var kept = new ReadRows();
            List<Recorded> page = [];
            await foreach (var range in ranges.Reader.ReadAllAsync(cancellation))
            {
                page.AddRange(range);
                var next = PageReader.TakeOpenReport(page);
                var final = new ReadRows();
                foreach (var entry in page)
                {
                    PageWriter.Evolve(changing.Contains(entry.Stream) ? kept : final, entry);
                }

                await filling.Add(final, cancellation);
                progress?.Report(new("folded", range[^1].Position.Value + 1, pinned));
                page = next;
            }

            await reading;
            if (page.Count > 0)
            {
                throw ProjectionException.At(
                    page[0].Position,
                    new InvalidDataException($"Its report is not whole before {pinned}.")
                );
            }

            await filling.Add(kept, cancellation);
            await filling.AddNames(cancellation);
        }
        finally
        {
            await broken.CancelAsync();
        }
    }

    private async Task Read(long pinned, ChannelWriter<Recorded[]> ranges, CancellationToken cancellation)
    {
        try
        {
            for (var from = 0L; from < pinned; )
            {
                var range = await log.Read(
                    new Position(from),
                    (int)Math.Min(options.RangeEntries, pinned - from),
                    cancellation
                );
                from += range.Count;
                await ranges.WriteAsync(Decoded(range), cancellation);
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

    private async Task Execute(string file, CancellationToken cancellation)
    {
        await using var connection = await FillConnection.Open(database, cancellation);
        await Generations.ExecuteEach(connection, generation.Sql(file), cancellation);
    }
}
