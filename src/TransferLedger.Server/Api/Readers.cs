using System.Collections.Immutable;
using System.Diagnostics;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Time;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>Finds out where a reader stands: by what had been said by which day, as it was known at which position of the log.</summary>
internal sealed class Readers(LedgerReads reads, TimeProvider clock)
{
    /// <summary>The UTC day: nobody has said anything after it.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>
    /// Faults, all for a 400: those of <see cref="ReadAsked.Of"/>, <c>known-at.in-the-future</c>, <c>known-at.beyond-head</c>.
    /// </summary>
    /// <exception cref="ReadsBehindException">It is in the log, and cannot be read yet.</exception>
    public async Task<Outcome<ReadAt>> At(HttpContext http)
    {
        var cancellation = http.RequestAborted;
        var asked = ReadAsked.Of(http.Request, Today);
        var size = await SizeAt(
            asked.IsOk ? asked.Value.KnownAt : ReadAsked.KnownAtOf(http.Request),
            cancellation
        );
        return asked.IsOk && size.IsOk
            ? new ReadAt(asked.Value, await reads.At(size.Value.Size, cancellation), reads)
            {
                IsForEver = asked.Value.SaysAll && size.Value.IsOver,
            }
            : asked.Faults.AddRange(size.Faults.Select(fault => fault.Under("knownAt")));
    }

    /// <summary>A pair that does not stand in the query under its own names. Faults as <see cref="At"/> has them, without places.</summary>
    /// <param name="asOf">Empty: today.</param>
    /// <param name="knownAt">Empty: now.</param>
    public async Task<Outcome<Standpoint>> Stand(string asOf, string knownAt, CancellationToken cancellation)
    {
        Outcome<AsOf> day = asOf.Length == 0 ? new AsOf(Today) : AsOf.Read(asOf);
        var future =
            day.IsOk && day.Value.Day > Today
                ? Fault.At(
                    "as-of.in-the-future",
                    $"Today is {Today:yyyy-MM-dd} (UTC). Name that day or an earlier one."
                )
                : null;
        var moment = knownAt.Length == 0 ? (Outcome<KnownAt>?)null : KnownAt.Read(knownAt);
        if (!day.IsOk || future is not null || moment is { IsOk: false })
        {
            List<Fault> faults = [.. day.Faults];
            faults.AddRange(moment is { } unread ? unread.Faults : []);
            faults.AddRange(future is null ? [] : [future]);
            return faults.ToImmutableArray();
        }

        var size = await SizeAt(moment?.Value, cancellation);
        return size.IsOk
            ? new Standpoint(day.Value.Day, await reads.At(size.Value.Size, cancellation), moment?.Value)
            : size.Faults;
    }

    /// <summary>The ledger as it is known now.</summary>
    public Task<LedgerAt> Now(CancellationToken cancellation) => reads.At(size: null, cancellation);

    /// <summary>How many entries of the log are known at a moment; null: all that can be read.</summary>
    private async Task<Outcome<Known>> SizeAt(KnownAt? moment, CancellationToken cancellation) =>
        moment switch
        {
            null => new Known(null, IsOver: false),
            KnownAt.AtPosition at => await ByPosition(at.Position, cancellation),
            KnownAt.AtInstant at => at.Instant > clock.GetUtcNow().UtcDateTime
                ? Future(at)
                : Known.Of(await reads.RecordedBy(at.Instant, cancellation)),
            KnownAt.AtEndOf at => at.Day > Today
                ? Future(at)
                : Known.Of(await reads.RecordedBy(at.Instant, cancellation)),
            _ => throw new UnreachableException($"No moment: {moment}."),
        };

    private async Task<Outcome<Known>> ByPosition(Position position, CancellationToken cancellation)
    {
        var size = await reads.Size(cancellation);
        return position.Value < size
            ? new Known(position.Value + 1, IsOver: true)
            : Fault.At(
                "known-at.beyond-head",
                size == 0
                    ? "The ledger is empty: there is no position yet."
                    : $"The last entry stands at {size - 1}; nobody knows yet what will stand at {position}."
            );
    }

    private Fault Future(KnownAt moment) =>
        Fault.At(
            "known-at.in-the-future",
            $"It is {clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}; nobody knows yet what will have been recorded by {moment}."
        );

    /// <param name="Size">Entries of the log; null: all that can be read.</param>
    /// <param name="IsOver">Nothing will ever be known there but what is now.</param>
    private sealed record Known(long? Size, bool IsOver)
    {
        public static Known Of(RecordedBy by) => new(by.Size, by.IsOver);
    }
}
