using System.Collections.Immutable;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Filing;

/// <summary>How a report becomes events: whole or not at all, and the same report sent twice is one.</summary>
public static class FileReport
{
    /// <param name="draft">What was handed in.</param>
    /// <param name="filed">What stands in the report's stream, or null.</param>
    /// <param name="newSalt">32 random bytes for each quote; randomness is the caller's.</param>
    public static FilingDecision Decide(
        ReportDraft draft,
        FiledReport? filed,
        Func<ReadOnlyMemory<byte>> newSalt
    ) =>
        filed is null ? New(draft, newSalt)
        : filed.IsSameAs(draft) ? new FilingDecision.Unchanged(filed)
        : new FilingDecision.Differs(filed);

    private static FilingDecision New(ReportDraft draft, Func<ReadOnlyMemory<byte>> newSalt)
    {
        var events = new List<NewEvent>(draft.Claims.Length + 1) { NewEvent.Of(draft.Report, excerpt: null) };
        events.AddRange(draft.Claims.Select(claim => Quoted(claim, newSalt)));
        var tooLarge = events
            .Select((e, i) => (e.Data.Length, Place: i == 0 ? "" : $"/claims/{i - 1}"))
            .Where(e => e.Length > Limits.EntryBytes)
            .Select(e => new Fault(
                e.Place,
                "entry.too-large",
                $"This would take {e.Length:N0} bytes in the log; at most {Limits.EntryBytes:N0} fit. Shorten it or split it."
            ))
            .ToImmutableArray();
        return tooLarge.IsEmpty ? new FilingDecision.File([.. events]) : new FilingDecision.Refused(tooLarge);
    }

    private static NewEvent Quoted(ClaimDraft draft, Func<ReadOnlyMemory<byte>> newSalt)
    {
        if (draft.Quote is null)
        {
            return NewEvent.Of(draft.Claim, excerpt: null);
        }

        var excerpt = new Excerpt(newSalt(), draft.Quote);
        return NewEvent.Of(draft.Claim with { Quote = excerpt.Digest }, excerpt);
    }
}

/// <summary>An event that is to be appended, its stored form, and the quote that belongs to it.</summary>
public sealed record NewEvent(LedgerEvent Event, ReadOnlyMemory<byte> Data, Excerpt? Excerpt)
{
    public static NewEvent Of(LedgerEvent ledgerEvent, Excerpt? excerpt) =>
        new(ledgerEvent, EventJson.Write(ledgerEvent), excerpt);
}

/// <summary>What filing a report comes to.</summary>
public abstract record FilingDecision
{
    private FilingDecision() { }

    /// <summary>Append these at the versions from 1 on.</summary>
    public sealed record File(ImmutableArray<NewEvent> Events) : FilingDecision;

    /// <summary>The same report is there; nothing to do.</summary>
    public sealed record Unchanged(FiledReport Filed) : FilingDecision;

    /// <summary>Another report has this id; a correction is an event of its own, never a second filing.</summary>
    public sealed record Differs(FiledReport Filed) : FilingDecision;

    public sealed record Refused(ImmutableArray<Fault> Faults) : FilingDecision;
}

/// <summary>A report as it was filed, read back from its stream. Later corrections do not change it.</summary>
/// <param name="Histories">Each claim with what happened to it later, in the order of the claims.</param>
/// <param name="Entries">Ids of the claims' entries.</param>
/// <param name="Salts">For each claim the salt of its quote; null where it has none or it was erased.</param>
/// <param name="First">Position of the filing.</param>
/// <param name="Version">Version of the stream now, later events included.</param>
public sealed record FiledReport(
    ReportFiled Report,
    ImmutableArray<Claim> Claims,
    ImmutableArray<ClaimHistory> Histories,
    ImmutableArray<Guid> Entries,
    ImmutableArray<ReadOnlyMemory<byte>?> Salts,
    Position First,
    long Version
)
{
    public Position Last => new(First.Value + Claims.Length);

    /// <param name="number">The claim's place in the report, from 1.</param>
    /// <returns>Null: the report has no such claim.</returns>
    public ClaimHistory? HistoryOf(int number)
    {
        var id = Report.Report.Claim(number);
        return Histories.FirstOrDefault(history => history.Id == id);
    }

    /// <summary>Equal after validation; quotes are compared through the stored salt, an erased quote counts as equal.</summary>
    public bool IsSameAs(ReportDraft draft) =>
        Report == draft.Report
        && Claims.Length == draft.Claims.Length
        && Claims.Select((claim, i) => IsSame(claim, Salts[i], draft.Claims[i])).All(same => same);

    private static bool IsSame(Claim filed, ReadOnlyMemory<byte>? salt, ClaimDraft draft) =>
        filed with { Quote = null } == draft.Claim && IsSameQuote(filed.Quote, salt, draft.Quote);

    private static bool IsSameQuote(QuoteDigest? filed, ReadOnlyMemory<byte>? salt, string? quote) =>
        (filed, quote) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            _ => salt is null || Excerpt.DigestOf(salt.Value.Span, quote) == filed.Digest,
        };
}
