using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Projections;

/// <summary>A report as it was filed, and the version that its stream has reached.</summary>
/// <param name="Filed">The entry of the filing.</param>
public sealed record ReportRow(Recorded Filed, long Version)
{
    public ReportFiled Report => (ReportFiled)Filed.Event;

    public Position Position => Filed.Position;

    public DateTime RecordedAt => Filed.RecordedAt;

    /// <summary>Latest day on which it may have come out; the day of recording where that side is open.</summary>
    public DateOnly Published => Report.Published.Latest ?? DateOnly.FromDateTime(RecordedAt);

    /// <summary>The day from which it is seen: its publication, but never after the day of recording.</summary>
    public DateOnly Said =>
        Published < DateOnly.FromDateTime(RecordedAt) ? Published : DateOnly.FromDateTime(RecordedAt);
}

/// <summary>A figure with its estimate from all that has been recorded, which is what holds today.</summary>
/// <param name="Position">Of the last entry about its claims.</param>
/// <param name="Current">The estimate's headline, as lists show it.</param>
public sealed record FigureRow(FigureId Figure, DateOnly FirstSaid, Position Position, FigureHeadline Current)
{
    /// <summary>Null: no claim feeds it any more.</summary>
    /// <param name="position">Of the last entry about its claims.</param>
    /// <param name="asOf">Of its headline; null: from all that was said.</param>
    /// <param name="narrowing">The headline is of these claims only.</param>
    public static FigureRow? Of(
        FigureRecord record,
        Position position,
        Policy policy,
        DateOnly? asOf = null,
        Narrowing? narrowing = null
    ) =>
        record.Claims.Count == 0
            ? null
            : new(
                record.Figure,
                record.Claims.Min(claim => claim.Since),
                position,
                FigureHeadline.Of(record, asOf ?? DateOnly.MaxValue, policy, narrowing)
            );
}

/// <summary>A statement, known from the first day on which one of its appearances was said.</summary>
public sealed record StatementRow(string Statement, DateOnly FirstSaid);

/// <summary>A claimant, known from the first day on which they said something.</summary>
public sealed record ClaimantRow(string Id, DateOnly FirstSaid);

/// <summary>A corridor, known from the first day on which something was said about it.</summary>
public sealed record CorridorRow(Corridor Corridor, DateOnly FirstSaid);
