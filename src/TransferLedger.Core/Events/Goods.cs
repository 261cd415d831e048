using TransferLedger.Core.Items;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Events;

/// <summary>A number of shipping containers, full or said to be so.</summary>
public sealed record ContainersReported : Claim, ICounted
{
    public required Quantity Quantity { get; init; }

    /// <summary>The period over which the quantity accumulated; null: not said.</summary>
    public Edtf? Coverage { get; init; }

    public Stage? Stage { get; init; }

    public Contents? Contents { get; init; }

    Quantity? ICounted.Quantity => Quantity;
}

/// <summary>What a capacity rests on.</summary>
public enum CapacityBasis
{
    Capacity,
    MassEquivalent,
    Estimate,
}

/// <summary>How much of an item the goods could hold: never a count of what was inside.</summary>
public sealed record MunitionsCapacityEstimated : Claim, ICounted
{
    public required Item Item { get; init; }

    public required Quantity Quantity { get; init; }

    public Edtf? Coverage { get; init; }

    public CapacityBasis Basis { get; init; }

    /// <summary>Claims of one report in the same group are alternatives ("3 million of this or 500,000 of that").</summary>
    public string? Alternative { get; init; }

    Quantity? ICounted.Quantity => Quantity;

    Stage? ICounted.Stage => null;
}

/// <summary>Goods of one kind, counted or not, at one stage.</summary>
public sealed record ItemsReported : Claim, ICounted
{
    public required Item Item { get; init; }

    /// <summary>Null: unquantified.</summary>
    public Quantity? Quantity { get; init; }

    public Edtf? Coverage { get; init; }

    public Stage? Stage { get; init; }
}
