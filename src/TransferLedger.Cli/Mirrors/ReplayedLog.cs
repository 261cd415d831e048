using System.Text.Json;
using TransferLedger.Cli.Frame;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>A log that was read out of a copy, checked entry by entry, and answers as the server does: by the same folds.</summary>
internal sealed class ReplayedLog
{
    private readonly List<Recorded> entries;
    private readonly EntryIndex index;

    private ReplayedLog(List<Recorded> entries) => (this.entries, index) = (entries, EntryIndex.Of(entries));

    /// <summary>Checks the whole copy, and reads every entry of it: each must be one that a ledger can have written there.</summary>
    public static async Task<ReplayedLog> Of(
        CopyOf copy,
        string name,
        Checkpoint head,
        Action<long> progress,
        CancellationToken cancellation
    )
    {
        var entries = new List<Recorded>();
        var order = new WrittenOrder(entries);
        await copy.Check(head, [], Read, progress, cancellation);
        return new ReplayedLog(entries);

        void Read(long position, ReadOnlyMemory<byte> bytes)
        {
            try
            {
                EntryBytes.Read(bytes);
                // A bundle is read anew each time: an entry that is kept must not keep all of it.
                order.Add(RecordedEntry.Of(new Position(position), bytes));
            }
            catch (Exception e)
                when (e
                        is FormatException
                            or JsonException
                            or KeyNotFoundException
                            or InvalidOperationException
                )
            {
                throw Strange(
                    $"At position {position} the log holds something else than an entry of a ledger: {e.Message}"
                );
            }
            catch (UnknownEventException e)
            {
                throw HaltException.Wrong(
                    "entry.unknown",
                    $"The entry at {position} was written by a newer version of TransferLedger: {e.Message} Take that version to replay it."
                );
            }

            HaltException Strange(string says) =>
                new(ExitCode.Difference, [Complaint.Of(name, Fault.At("entry.unreadable", says))]);
        }
    }

    /// <summary>Where a reader stands in it; the server takes the same, and refuses the same.</summary>
    /// <param name="day">Null: today (UTC).</param>
    /// <param name="moment">Null: at its end.</param>
    /// <param name="now">UTC.</param>
    public async Task<Standpoint> At(
        DateOnly? day,
        KnownAt? moment,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var today = DateOnly.FromDateTime(now);
        if (day > today)
        {
            throw HaltException.Wrong(
                "as-of.in-the-future",
                $"Today is {today:yyyy-MM-dd} (UTC); nobody knows yet what will have been said by {day:yyyy-MM-dd}."
            );
        }

        var size = moment switch
        {
            KnownAt.AtPosition at when at.Position.Value >= entries.Count => throw HaltException.Wrong(
                "known-at.beyond-head",
                $"This copy holds {Phrase.Count(entries.Count, "entry", "entries")}; nobody knows from it what stands at {at.Position}. Mirror the log again."
            ),
            KnownAt.AtPosition at => at.Position.Value + 1,
            KnownAt.AtInstant at when at.Instant > now => throw Future(at),
            KnownAt.AtInstant at => RecordedBy(at.Instant),
            KnownAt.AtEndOf at when at.Day > today => throw Future(at),
            KnownAt.AtEndOf at => RecordedBy(at.Instant),
            _ => entries.Count,
        };
        var end = size == 0 ? 0 : await ReportExtent.EndOfWhatIsKnownAt(size - 1, index, cancellation);
        var asked = end == 0 ? moment : new KnownAt.AtPosition(new Position(end - 1));
        return new Standpoint(day ?? today, new LedgerAt(index, end), asked);

        HaltException Future(KnownAt at) =>
            HaltException.Wrong(
                "known-at.in-the-future",
                $"It is {now:yyyy-MM-ddTHH:mm:ssZ}; nobody knows yet what will have been recorded by {at}."
            );
    }

    /// <summary>Every figure of which anything is known there, ordinally.</summary>
    public static Task<IReadOnlyList<FigureId>> Figures(Standpoint at, CancellationToken cancellation) =>
        Figures(at, DateOnly.MaxValue, cancellation);

    /// <summary>Those of which anything had been said by the day on which the reader stands.</summary>
    public static Task<IReadOnlyList<FigureId>> FiguresOn(Standpoint at, CancellationToken cancellation) =>
        Figures(at, at.AsOf, cancellation);

    private static async Task<IReadOnlyList<FigureId>> Figures(
        Standpoint at,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var page = await at.Ledger.Figures(new FigureFilter(), asOf, after: "", int.MaxValue, cancellation);
        return [.. page.Rows.Select(row => row.Figure)];
    }

    /// <summary>As the server tells it; null: nobody has claimed anything about it, then or since.</summary>
    public static async Task<EstimateBody?> Estimate(
        FigureId figure,
        Standpoint at,
        CancellationToken cancellation
    )
    {
        // Each answer notes for itself what it rests on.
        var seen = await SeenFigure.Of(
            figure,
            at with
            {
                Ledger = at.Ledger.Anew(),
            },
            Core.Estimates.Narrowing.None,
            cancellation
        );
        return seen is null ? null : EstimateBody.Of(await seen.Whole(cancellation));
    }

    /// <summary>How many entries had been recorded by an instant: the later an entry, the later it was recorded.</summary>
    private long RecordedBy(DateTime instant)
    {
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = entries[middle].RecordedAt <= instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
