namespace TransferLedger.Core.Quantities;

/// <summary>
/// A quantity given as fields instead of, or beside, words. What is left out (null) is not said: words beside it may say it.
/// Either a point, or a low, a high or both; "nearly v" is the point v, approximate, with the exclusive high v.
/// </summary>
public sealed record QuantityFields(
    long? Point = null,
    long? Low = null,
    bool? LowExclusive = null,
    long? High = null,
    bool? HighExclusive = null,
    bool? Approximate = null
)
{
    internal bool SaysNothing => Point is null && Low is null && High is null;
}
