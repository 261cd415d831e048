using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Events;

/// <summary>A way that goods were seen, or said, to take.</summary>
public sealed record ShipmentRouteObserved : Claim, ICounted
{
    /// <summary>In the order of travel; at least one.</summary>
    public required Sequence<Leg> Legs { get; init; }

    public Edtf? Observed { get; init; }

    /// <summary>How many voyages, in voyages; null: not said.</summary>
    public Quantity? Voyages { get; init; }

    Quantity? ICounted.Quantity => Voyages;

    Edtf? ICounted.Coverage => Observed;

    Stage? ICounted.Stage => null;
}

/// <summary>How a leg is travelled.</summary>
public enum TransportMode
{
    Sea,
    Rail,
    Road,
    Air,
}

/// <summary>One leg; either end may be unknown, not both.</summary>
public sealed record Leg
{
    public Place? From { get; init; }

    public Place? To { get; init; }

    public TransportMode? Mode { get; init; }

    public Sequence<Vessel>? Vessels { get; init; }
}

/// <summary>A place as far as it is known: at least one of name, UN/LOCODE, country.</summary>
public sealed record Place
{
    public string? Name { get; init; }

    /// <summary>UN/LOCODE, five characters: <c>KPRJN</c>.</summary>
    public string? Locode { get; init; }

    public Party? Country { get; init; }

    /// <summary>Latitude and longitude in degrees (WGS 84), decimal strings: digests must not depend on a float.</summary>
    public string? Lat { get; init; }

    public string? Lon { get; init; }
}

/// <summary>A ship as far as it is known.</summary>
public sealed record Vessel
{
    public string? Name { get; init; }

    /// <summary>Seven digits, the last a check digit.</summary>
    public string? Imo { get; init; }

    public Party? Flag { get; init; }
}
