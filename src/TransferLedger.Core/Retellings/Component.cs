using System.Collections.Immutable;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Retellings;

/// <summary>In whose voice a report retells a statement, the most faithful first.</summary>
internal enum Voice
{
    /// <summary>The claimant's.</summary>
    Heard,

    /// <summary>Of another claimant, who repeats it.</summary>
    Repeating,

    /// <summary>The report's own: headlines, summaries.</summary>
    ItsOwn,
}

/// <summary>One appearance of a component of a statement, by what a retelling can bend.</summary>
internal sealed class Component
{
    /// <param name="repeats">It is not of the statement, but says that of another claimant again.</param>
    public Component(ClaimState state, bool repeats)
    {
        State = state;
        Voice =
            Claim.Claimant is null ? Voice.ItsOwn
            : repeats ? Voice.Repeating
            : Voice.Heard;
        Quantity = (Claim as ICounted)?.Quantity;
        var share = Claim switch
        {
            QualityAssessed quality => quality.Share,
            ShareReported reported => reported.Share,
            ProductionObserved production => production.Utilisation,
            _ => null,
        };
        Words = Quantity is null ? share?.ToString() : Quantity.Words ?? Reading?.ToString();
        Values =
            share is not null ? [share.Percent]
            : Reading is { } reading ? [.. reading.Values.Select(value => (decimal)value)]
            : [];
    }

    public ClaimState State { get; }

    public Claim Claim => State.Claim;

    public ReportId Report => Claim.Id.Report;

    public Voice Voice { get; }

    public Quantity? Quantity { get; }

    public Reading? Reading => Quantity?.Reading;

    public string? Words { get; }

    /// <summary>Empty where it has no number.</summary>
    public ImmutableArray<decimal> Values { get; }

    public bool IsCounted => !Values.IsEmpty;

    /// <summary>The goods; of containers what they are said to hold.</summary>
    public Item? Item =>
        Claim switch
        {
            ContainersReported containers => containers.Contents?.Item,
            MunitionsCapacityEstimated capacity => capacity.Item,
            ItemsReported items => items.Item,
            QualityAssessed quality => quality.Item,
            ShareReported share => share.Item,
            DenialIssued denial => denial.Item,
            AbsenceObserved absence => absence.Item,
            ProductionObserved production => production.Item,
            _ => null,
        };

    public Edtf? Coverage =>
        Claim switch
        {
            ICounted counted => counted.Coverage,
            QualityAssessed quality => quality.Coverage,
            ShareReported share => share.Coverage,
            DenialIssued denial => denial.Coverage,
            AbsenceObserved absence => absence.Observed,
            ProductionObserved production => production.Observed,
            _ => null,
        };

    /// <summary>Null: open, unknown or not said.</summary>
    public DateOnly? Start => Coverage?.Earliest;

    public DateOnly End => Coverage?.Latest ?? Claim.Stated?.Latest ?? State.Said;

    public string? Alternative => (Claim as MunitionsCapacityEstimated)?.Alternative;

    public Certainty? Certainty => (Claim as ContainersReported)?.Contents?.Certainty;

    public bool HasValuesOf(Component other) => Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public bool HasPerOf(Component other) => Quantity?.Per == other.Quantity?.Per;
}
