using System.Collections.Immutable;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>All that can be wrong with the fields of a quantity, each with its member as the place.</summary>
internal static class QuantityFaults
{
    public static ImmutableArray<Fault> Of(QuantityFields fields)
    {
        ImmutableArray<Fault> faults = [];
        Note(OfNumber("/point", fields.Point));
        Note(OfNumber("/low", fields.Low));
        Note(OfNumber("/high", fields.High));
        Note(OfExclusive("low", fields.Low, fields.LowExclusive));
        Note(OfExclusive("high", fields.High, fields.HighExclusive));
        Note(OfTogether(fields));
        return faults;

        void Note(Fault? fault) => faults = fault is null ? faults : faults.Add(fault);
    }

    private static Fault? OfNumber(string place, long? number) =>
        number switch
        {
            < 0 => new(place, "quantity.negative", $"{number} is below 0. A quantity is 0 or more."),
            > Reading.Greatest => new(
                place,
                "quantity.too-large",
                $"{number} is over {Reading.Greatest}, the most that the ledger holds. Check the scale."
            ),
            _ => null,
        };

    private static Fault? OfExclusive(string bound, long? number, bool? exclusive) =>
        exclusive == true && number is null
            ? new(
                $"/{bound}Exclusive",
                "quantity.exclusive-without-bound",
                $"There is no {bound} for this to be about. Give {bound}, or leave it out."
            )
            : null;

    private static Fault? OfTogether(QuantityFields fields) =>
        fields switch
        {
            { SaysNothing: true } => Fault.At(
                "quantity.nothing-given",
                "Give words, a point, a low or a high."
            ),
            { Point: not null } and ({ Low: not null } or { High: not null }) when !IsNearly(fields) => new(
                "/point",
                "quantity.point-with-bounds",
                "Give either a point or bounds; \"nearly v\" is point v, approximate, with the exclusive high v."
            ),
            _ when Lowest(fields) > Highest(fields) => new(
                fields.Low is null ? "/high" : "/low",
                "quantity.upside-down",
                $"No whole number lies from {Lowest(fields)} to {Highest(fields)}. Swap or mend the bounds."
            ),
            _ => null,
        };

    private static bool IsNearly(QuantityFields fields) =>
        fields is { Low: null, HighExclusive: true, Approximate: true } && fields.Point == fields.High;

    private static Int128 Lowest(QuantityFields fields) =>
        (Int128)(fields.Low ?? 0) + (fields.LowExclusive == true ? 1 : 0);

    private static Int128? Highest(QuantityFields fields) =>
        fields.High is { } high ? (Int128)high - (fields.HighExclusive == true ? 1 : 0) : null;
}
