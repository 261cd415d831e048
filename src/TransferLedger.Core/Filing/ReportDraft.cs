using System.Collections.Immutable;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Filing;

/// <summary>
/// One report as it was handed in, every value read and checked by itself. The claims' quotes are still words: they become
/// salted digests only when the report is filed.
/// </summary>
public sealed record ReportDraft(ReportFiled Report, ImmutableArray<ClaimDraft> Claims);

/// <param name="Claim">The claim without its quote.</param>
/// <param name="Quote">Exact words, or null.</param>
public sealed record ClaimDraft(Claim Claim, string? Quote);
