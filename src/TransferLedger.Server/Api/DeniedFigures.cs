using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>What denials are about: the figures that they aim at, and how they stand to the claims there.</summary>
internal static class DeniedFigures
{
    /// <summary>Figures that are looked at for one answer; a denial of all corridors of a supplier may reach more.</summary>
    private const int Most = 1_000;

    public static async Task<ILookup<ClaimId, DeniedFigureBody>> Of(
        IReadOnlyCollection<ClaimState> denials,
        LedgerReads reads,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var targets = denials.SelectMany(TargetsOf).ToList();
        var named = targets.Select(target => target.Statement).OfType<string>().Distinct().ToList();
        var judged = await reads.Judgements(named, cancellation);
        var classes = StatementClasses.From(judged.Rows.Select(entry => (StatementsJudged)entry.Event));
        targets.AddRange(
            named
                .SelectMany(classes.MembersOf)
                .Except(named)
                .Select(statement => new DenialTarget { Statement = statement })
        );
        var aimed = await reads.AimedAt(targets, asOf, Most, cancellation);
        var (_, entries) = await reads.EntriesOfFigures(aimed.Rows, cancellation);
        return aimed
            .Rows.SelectMany(figure => On(entries[figure].Record(), denials, asOf))
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

    /// <summary>What it responds to is a claim's id or a statement's: asked for as both.</summary>
    private static IEnumerable<DenialTarget> TargetsOf(ClaimState denial)
    {
        foreach (var target in ((DenialIssued)denial.Claim).Targets)
        {
            yield return target;
        }

        if (denial.Claim.RespondsTo is { } answered)
        {
            yield return new DenialTarget { Statement = answered };
            if (ClaimId.Read(answered) is { IsOk: true } claim)
            {
                yield return new DenialTarget { Claim = claim.Value };
            }
        }
    }
}
