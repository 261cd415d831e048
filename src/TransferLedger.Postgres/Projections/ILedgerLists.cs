using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Lists over the whole ledger by what had been said by a day, in pages that are cut by key: from the read tables, which hold what
/// is known now, or from the log, as it was known at a position. Both give the same.
/// </summary>
public interface ILedgerLists
{
    /// <summary>In the order of the log.</summary>
    /// <param name="after">Position of the last claim of the page before; -1 for the first page.</param>
    Task<Page<ClaimState>> Claims(
        ClaimFilter filter,
        DateOnly asOf,
        long after,
        int limit,
        CancellationToken cancellation
    );

    /// <summary>Newest published first.</summary>
    /// <param name="after">Published day and id of the last report of the page before.</param>
    Task<Page<ReportRow>> Reports(
        DateOnly asOf,
        (DateOnly Published, string Report)? after,
        int limit,
        CancellationToken cancellation
    );

    Task<Page<CorridorCounts>> Corridors(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    );

    /// <summary>Headlines from all that was known; whoever stands at an earlier day works them out from the entries.</summary>
    Task<Page<FigureRow>> Figures(
        FigureFilter filter,
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    );

    Task<Page<StatementAppearances>> Statements(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    );

    Task<Page<ClaimantRecord>> Claimants(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    );
}
