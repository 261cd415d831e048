using System.Collections.Immutable;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>All that can be wrong with the fields of a quantity, each with its member as the place.</summary>
internal static class QuantityFaults
{
    public static ImmutableArray<Fault> Of(QuantityFields fields) =>
        [
            .. OfNumber("/point", fields.Point),
            .. OfNumber("/low", fields.Low),
            .. OfNumber("/high", fields.High),
            .. OfExclusive("low", fields.Low, fields.LowExclusive),
            .. OfExclusive("high", fields.High, fields.HighExclusive),
            .. OfTogether(fields),
        ];

    private static IEnumerable<Fault> OfNumber(string place, long? number)
    {
        if (number < 0)
        {
            yield return new Fault(
                place,
                "quantity.negative",
                $"{number} is below 0. A quantity is 0 or more."
            );
        }

        if (number > Reading.Greatest)
        {
            yield return new Fault(
                place,
                "quantity.too-large",
                $"{number} is over {Reading.Greatest}, the most that the ledger holds. Check the scale."
            );
        }
    }

    private static IEnumerable<Fault> OfExclusive(string bound, long? number, bool? exclusive)
    {
        if (exclusive == true && number is null)
        {
            yield return new Fault(
                $"/{bound}Exclusive",
                "quantity.exclusive-without-bound",
                $"There is no {bound} for this to be about. Give {bound}, or leave it out."
            );
        }
    }

    private static IEnumerable<Fault> OfTogether(QuantityFields fields)
    {
        if (fields.SaysNothing)
        {
            yield return Fault.At("quantity.nothing-given", "Give words, a point, a low or a high.");
        }
        else if (
            fields.Point is not null
            && (fields.Low is not null || fields.High is not null)
            && !IsNearly(fields)
        )
        {
            yield return new Fault(
                "/point",
                "quantity.point-with-bounds",
                "Give either a point or bounds; \"nearly v\" is point v, approximate, with the exclusive high v."
            );
        }
        else if (Lowest(fields) > Highest(fields))
        {
            yield return new Fault(
                fields.Low is null ? "/high" : "/low",
                "quantity.upside-down",
                $"No whole number lies from {Lowest(fields)} to {Highest(fields)}. Swap or mend the bounds."
            );
        }
    }

    private static bool IsNearly(QuantityFields fields) =>
        fields is { Low: null, HighExclusive: true, Approximate: true } && fields.Point == fields.High;

    private static Int128 Lowest(QuantityFields fields) =>
        (Int128)(fields.Low ?? 0) + (fields.LowExclusive == true ? 1 : 0);

    private static Int128? Highest(QuantityFields fields) =>
        fields.High is { } high ? (Int128)high - (fields.HighExclusive == true ? 1 : 0) : null;
}
