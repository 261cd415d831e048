using System.Runtime.InteropServices;
using TransferLedger.Core.Events;
using TransferLedger.Core.Items;

namespace TransferLedger.Core.Retellings;

/// <summary>
/// How like a claim is to a component that was published before it: by what it is about first, then number, end, start, rate
/// and claimant. The least is the most alike.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ComponentLikeness : IComparable<ComponentLikeness>
{
    private readonly Subject subject;
    private readonly int unlike;

    private ComponentLikeness(Subject subject, Component first, Component retold)
    {
        this.subject = subject;
        bool[] alike =
        [
            first.HasValuesOf(retold),
            first.End == retold.End,
            first.Start == retold.Start,
            first.HasPerOf(retold),
            first.Claim.Claimant?.Id == retold.Claim.Claimant?.Id,
        ];
        unlike = alike.Aggregate(0, (bits, same) => (bits << 1) | (same ? 0 : 1));
    }

    private enum Subject
    {
        Same,
        RelatedItem,
        OtherItemSameNumber,
        CapacityAndItems,
        OtherUnitSameNumber,
    }

    /// <summary>Null: nothing says that the one could be the other retold.</summary>
    public static ComponentLikeness? Between(Component first, Component retold) =>
        first.Claim.Corridor == retold.Claim.Corridor && SubjectOf(first, retold) is { } subject
            ? new(subject, first, retold)
            : null;

    /// <summary>Two claims of one report tell of one component: about the same figure, of the same number or up to the same day.</summary>
    public static bool AreOneInAReport(Component first, Component retold) =>
        first.State.Figure is { } figure
        && figure == retold.State.Figure
        && first.HasPerOf(retold)
        && (first.HasValuesOf(retold) || first.End == retold.End);

    public int CompareTo(ComponentLikeness other) =>
        subject != other.subject ? subject.CompareTo(other.subject) : unlike.CompareTo(other.unlike);

    private static Subject? SubjectOf(Component first, Component retold)
    {
        var (figure, other) = (first.State.Figure, retold.State.Figure);
        if (figure is null || other is null)
        {
            return figure is null && other is null && AreAlike(first, retold) ? Subject.Same : null;
        }

        var sameNumber = first.IsCounted && first.HasValuesOf(retold);
        var comparable = first.IsCounted == retold.IsCounted;
        return figure == other ? Subject.Same
            : figure.Measure == other.Measure
                ? (comparable, AreRelated(first, retold), sameNumber) switch
                {
                    (true, true, _) => Subject.RelatedItem,
                    (_, _, true) => Subject.OtherItemSameNumber,
                    _ => null,
                }
            : AreCapacityAndItems(first.Claim, retold.Claim)
            && AreRelated(first, retold)
            && first.IsCounted
            && retold.IsCounted
                ? Subject.CapacityAndItems
            : sameNumber && first.Quantity is not null && retold.Quantity is not null
                ? Subject.OtherUnitSameNumber
            : null;
    }

    /// <summary>Claims that feed no figure have no number to go by.</summary>
    private static bool AreAlike(Component first, Component retold) =>
        (first.Claim, retold.Claim) switch
        {
            (ShipmentRouteObserved left, ShipmentRouteObserved right) => left.Legs.Any(leg =>
                right.Legs.Any(other => IsSame(leg.From, other.From) || IsSame(leg.To, other.To))
            ),
            (EvidenceCited left, EvidenceCited right) => left.Kind == right.Kind,
            (DenialIssued left, DenialIssued right) => left.Claimant?.Id == right.Claimant?.Id,
            (AbsenceObserved, AbsenceObserved) or (ProductionObserved, ProductionObserved) => first.Item
                == retold.Item,
            _ => false,
        };

    /// <summary>A country alone names no place.</summary>
    private static bool IsSame(Place? left, Place? right) =>
        (left?.Locode is { } code && code == right?.Locode)
        || (left?.Name is { } name && name == right?.Name);

    private static bool AreRelated(Component first, Component retold) =>
        (first.Item, retold.Item) is ({ } left, { } right) && ItemKinship.AreRelated(left, right);

    private static bool AreCapacityAndItems(Claim left, Claim right) =>
        (left, right)
            is
                (MunitionsCapacityEstimated, ItemsReported)
                or
                (ItemsReported, MunitionsCapacityEstimated);
}
