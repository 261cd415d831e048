using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>What denials are about: the figures that they aim at, and how they stand to the claims there.</summary>
internal static class DeniedFigures
{
    /// <summary>Figures that are looked at for one answer; a denial of all corridors of a supplier may reach more.</summary>
    private const int Most = 1_000;

    public static async Task<ILookup<ClaimId, DeniedFigureBody>> Of(
        IReadOnlyCollection<ClaimState> denials,
        LedgerAt ledger,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var targets = denials.SelectMany(denial => Subjects.TargetsOf((DenialIssued)denial.Claim)).ToList();
        var named = targets.Select(target => target.Statement).OfType<string>().Distinct().ToList();
        var judged = await ledger.Judgements(named, cancellation);
        var classes = StatementClasses.From(judged.Select(entry => (StatementsJudged)entry.Event));
        targets.AddRange(
            named
                .SelectMany(classes.MembersOf)
                .Except(named)
                .Select(statement => new DenialTarget { Statement = statement })
        );
        var aimed = await ledger.AimedAt(targets, Most, cancellation);
        var entries = await ledger.EntriesOfFigures(aimed, cancellation);
        return aimed
            .SelectMany(figure => On(entries[figure].Record(), denials, asOf))
            .ToLookup(of => of.Denial, of => of.Body);
    }

    private static IEnumerable<(ClaimId Denial, DeniedFigureBody Body)> On(
        FigureRecord record,
        IReadOnlyCollection<ClaimState> denials,
        DateOnly asOf
    )
    {
        var leading = Estimator.Of(record, asOf, Policy.Current).Leading;
        return FigureDenials
            .Of(record, leading, denials, asOf)
            .Select(denial =>
                (
                    denial.Denial.Claim.Id,
                    new DeniedFigureBody(
                        record.Figure.ToString(),
                        leading?.ToString(),
                        denial.Relation,
                        [.. denial.Claims.Select(DeniedClaimBody.Of)]
                    )
                )
            );
    }
}
