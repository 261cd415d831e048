using TransferLedger.Core.Events;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Retellings;

/// <summary>What differs between a component as first published and as retold. Source: domain.md section 6, "Lineage".</summary>
internal static class Distortions
{
    /// <param name="matches">Of one statement, in the order of publication.</param>
    public static IEnumerable<LineageDifference> Between(IReadOnlyList<ComponentMatch> matches)
    {
        var joined = OrsLost(matches);
        foreach (var match in matches.Where(match => !match.IsFirst))
        {
            var flags = Flags(match.First, match.Retold)
                .Concat(joined.Contains(match) ? [LineageFlag.OrBecameAnd] : []);
            foreach (var flag in flags.Order())
            {
                yield return new(
                    match.First.Claim.Id,
                    match.Retold.Claim.Id,
                    flag,
                    DistortionWords.Of(flag, match.First, match.Retold)
                );
            }
        }
    }

    private static IEnumerable<LineageFlag> Flags(Component first, Component retold) =>
        InNumber(first, retold).Concat(InSubject(first, retold));

    private static IEnumerable<LineageFlag> InNumber(Component first, Component retold)
    {
        if (first.Reading is { } before && retold.Reading is { } after)
        {
            if (InShape(before, after) is { } shape)
            {
                yield return shape;
            }

            if (before.Approximate != after.Approximate && !before.Vague && !after.Vague)
            {
                yield return after.Approximate
                    ? LineageFlag.ApproximationAdded
                    : LineageFlag.ApproximationDropped;
            }
        }

        if (first.IsCounted && retold.Values.Except(first.Values).Any())
        {
            yield return LineageFlag.NumberChanged;
        }

        if (first.Quantity is { } number && retold.Quantity is { } other)
        {
            if (number.Unit != other.Unit)
            {
                yield return LineageFlag.UnitChanged;
            }

            if (number.Per != other.Per)
            {
                yield return LineageFlag.PerChanged;
            }
        }
    }

    private static LineageFlag? InShape(Reading before, Reading after) =>
        (before.Shape, after.Shape) switch
        {
            (ReadingShape.Floor, ReadingShape.Point) => LineageFlag.FloorBecamePoint,
            (ReadingShape.Floor, ReadingShape.Ceiling) => LineageFlag.FloorBecameCeiling,
            (ReadingShape.Point, ReadingShape.Floor) => LineageFlag.PointBecameFloor,
            (ReadingShape.Point, ReadingShape.Ceiling) => LineageFlag.PointBecameCeiling,
            (ReadingShape.Ceiling, ReadingShape.Floor) => LineageFlag.CeilingBecameFloor,
            (ReadingShape.Ceiling, ReadingShape.Point) => LineageFlag.CeilingBecamePoint,
            (ReadingShape.Range, ReadingShape.Range) when before.HasSameValuesAs(after) => null,
            (ReadingShape.Range, _) or (_, ReadingShape.Range) => LineageFlag.RangeChanged,
            _ => null,
        };

    private static IEnumerable<LineageFlag> InSubject(Component first, Component retold)
    {
        if (first.Item is { } item && retold.Item is { } other && item != other)
        {
            yield return LineageFlag.ItemChanged;
        }

        if (first.Start != retold.Start && DatesCompare(first, retold))
        {
            yield return LineageFlag.StartChanged;
        }

        if (DistortionWords.RaisedFrom(first, retold) is not null)
        {
            yield return LineageFlag.ContentsAsserted;
        }

        if (first.Claim is MunitionsCapacityEstimated && retold.Claim is ItemsReported)
        {
            yield return LineageFlag.CapacityBecameCount;
        }
    }

    /// <summary>A number without a period is one without a start; goods that are merely named are not dated by saying nothing.</summary>
    private static bool DatesCompare(Component first, Component retold) =>
        (first.Coverage is not null && retold.Coverage is not null) || (first.IsCounted && retold.IsCounted);

    /// <summary>
    /// Claims of one voice that retell at least two alternatives of one group, and do not stand in one group with another of
    /// them. One alternative alone is no "and": the other is listed as missing.
    /// </summary>
    private static HashSet<ComponentMatch> OrsLost(IReadOnlyList<ComponentMatch> matches) =>
        matches
            .Where(match => !match.IsFirst && match.First.Alternative is not null)
            .GroupBy(match =>
                (match.First.Report, match.First.Alternative, match.Retold.Report, match.Retold.Voice)
            )
            .Where(group => group.Select(match => match.First).Distinct().Skip(1).Any())
            .SelectMany(group => group.Where(match => !group.Any(other => IsStillOr(match, other))))
            .ToHashSet();

    private static bool IsStillOr(ComponentMatch match, ComponentMatch other) =>
        match.First != other.First
        && match.Retold.Alternative is { } alternative
        && alternative == other.Retold.Alternative;
}
