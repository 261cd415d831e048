using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>Where reports are handed in: the one way from a draft to entries in the log.</summary>
public sealed class FilingDesk(
    ILog log,
    ProjectionRunner projections,
    IOptions<LedgerOptions> options,
    TimeProvider clock
)
{
    /// <summary>The UTC day: nothing can have been said after it.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Files one report, whole or not at all, and waits until it is durable.</summary>
    public async Task<Filed> File(ReportDraft draft, string by, CancellationToken cancellation)
    {
        var decision = FileReport.Decide(draft, filed: null, NewSalt);
        return decision is FilingDecision.File file
            ? await Settled(draft, await log.Append(Entries(draft, file, by), cancellation), cancellation)
            : Decided(draft, decision);
    }

    /// <summary>Files many, in order, in one append; each is whole or not at all. For imports.</summary>
    public async Task<IReadOnlyList<Filed>> FileMany(
        IReadOnlyList<ReportDraft> drafts,
        string by,
        CancellationToken cancellation
    )
    {
        var decisions = drafts.Select(draft => FileReport.Decide(draft, filed: null, NewSalt)).ToList();
        var requests = decisions
            .Select((decision, i) => (Decision: decision as FilingDecision.File, Draft: drafts[i]))
            .Where(x => x.Decision is not null)
            .Select(x => Entries(x.Draft, x.Decision!, by))
            .ToList();
        var results = new Queue<AppendResult>(await log.AppendBulk(requests, cancellation));
        var filed = new List<Filed>(drafts.Count);
        foreach (var (draft, decision) in drafts.Zip(decisions))
        {
            if (decision is not FilingDecision.File)
            {
                filed.Add(Decided(draft, decision));
                continue;
            }

            filed.Add(await Settled(draft, results.Dequeue(), cancellation));
        }

        return filed;
    }

    /// <summary>What filing would come to, without writing.</summary>
    public async Task<FilingDecision> Check(ReportDraft draft, CancellationToken cancellation) =>
        FileReport.Decide(draft, await FiledAs(draft.Report.Report, cancellation), NewSalt);

    /// <summary>Waits until the read tables show <paramref name="last"/>; false after the time that is set for it.</summary>
    public async Task<bool> IsProjected(Position last, CancellationToken cancellation)
    {
        try
        {
            var limit = TimeSpan.FromSeconds(options.Value.ProjectedWithinSeconds);
            await projections.WaitFor(last, cancellation).WaitAsync(limit, clock, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>A stream that has moved on holds a report of this id already: the same one, or another.</summary>
    private async Task<Filed> Settled(
        ReportDraft draft,
        AppendResult result,
        CancellationToken cancellation
    ) =>
        result is AppendResult.VersionMoved
            ? Decided(draft, await Check(draft, cancellation))
            : Appended(draft, result);

    private async Task<FiledReport?> FiledAs(ReportId report, CancellationToken cancellation)
    {
        var stream = await log.ReadStream(report.Stream, cancellation);
        var salts = new Dictionary<Guid, ReadOnlyMemory<byte>>();
        var events = stream.Select(entry => (Recorded: RecordedEntry.Of(entry), entry.Id)).ToList();
        foreach (var (_, id) in events.Where(e => e.Recorded.Event is Claim { Quote: not null }))
        {
            if (await log.ReadExcerpt(id, cancellation) is { } excerpt)
            {
                salts[id] = excerpt.Salt;
            }
        }

        return FiledReports.From(
            events,
            // Without the cast null would become an empty salt, which is one that was not erased.
            id => salts.TryGetValue(id, out var salt) ? (ReadOnlyMemory<byte>?)salt : null
        );
    }

    private List<NewEntry> Entries(ReportDraft draft, FilingDecision.File file, string by)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. file.Events.Select(
                (e, i) =>
                    new NewEntry(
                        Guid.CreateVersion7(now),
                        draft.Report.Report.Stream,
                        i + 1,
                        EventNames.Of(e.Event),
                        e.Data,
                        by,
                        e.Excerpt
                    )
            ),
        ];
    }

    private static Filed Decided(ReportDraft draft, FilingDecision decision) =>
        decision switch
        {
            FilingDecision.Unchanged unchanged => new Filed.Unchanged(
                draft.Report,
                unchanged.Filed.Last,
                unchanged.Filed.Version
            ),
            FilingDecision.Differs differs => new Filed.Differs(draft.Report, differs.Filed.First),
            FilingDecision.Refused refused => new Filed.Refused(draft.Report, refused.Faults),
            _ => throw new System.Diagnostics.UnreachableException($"{decision} is still to be appended."),
        };

    private static Filed Appended(ReportDraft draft, AppendResult result) =>
        result switch
        {
            AppendResult.Appended appended => new Filed.New(
                draft.Report,
                appended.Entries[^1].Position,
                appended.Entries[^1].Version
            ),
            AppendResult.Busy busy => new Filed.Busy(draft.Report, busy.RetryAfter),
            AppendResult.Stopped stopped => new Filed.Stopped(draft.Report, stopped.Why),
            AppendResult.TooLong tooLong => new Filed.Refused(draft.Report, [TooLarge(tooLong.Length)]),
            _ => throw new InvalidOperationException(
                $"The log answered {result} to entries that were made for it."
            ),
        };

    internal static Fault TooLarge(int length) =>
        Fault.At(
            "entry.too-large",
            $"An entry would take {length:N0} bytes; at most {EntryBytes.Most:N0} fit. Shorten it or split it."
        );

    private static ReadOnlyMemory<byte> NewSalt() => RandomNumberGenerator.GetBytes(Excerpt.SaltBytes);
}

/// <summary>How handing a report in ended.</summary>
public abstract record Filed(ReportFiled Report)
{
    /// <param name="Last">Position of its last entry.</param>
    /// <param name="Version">Of its stream.</param>
    public sealed record New(ReportFiled Report, Position Last, long Version) : Filed(Report);

    /// <summary>The same report was there.</summary>
    public sealed record Unchanged(ReportFiled Report, Position Last, long Version) : Filed(Report);

    /// <summary>Another report of this id was filed at <paramref name="First"/>.</summary>
    public sealed record Differs(ReportFiled Report, Position First) : Filed(Report);

    public sealed record Refused(
        ReportFiled Report,
        System.Collections.Immutable.ImmutableArray<Fault> Faults
    ) : Filed(Report);

    public sealed record Busy(ReportFiled Report, TimeSpan RetryAfter) : Filed(Report);

    /// <summary>This node has stopped writing.</summary>
    public sealed record Stopped(ReportFiled Report, string Why) : Filed(Report);
}
