using System.Diagnostics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Retellings;

/// <summary>Says in plain words what a retelling did.</summary>
internal static class DistortionWords
{
    public static string Of(LineageFlag flag, Component first, Component retold)
    {
        var (a, b) = (Name(first, retold), NameRetold(first, retold));
        return flag switch
        {
            <= LineageFlag.RangeChanged =>
                $"{a}'s {Shape(first)} ‘{first.Words}’ became the {Shape(retold)} ‘{retold.Words}’ in {b}",
            LineageFlag.NumberChanged => $"{a}'s number ‘{first.Words}’ became ‘{retold.Words}’ in {b}",
            LineageFlag.ApproximationAdded =>
                $"{a}'s ‘{first.Words}’ became approximate in {b}: ‘{retold.Words}’",
            LineageFlag.ApproximationDropped =>
                $"{a}'s approximate ‘{first.Words}’ is no longer approximate in {b}: ‘{retold.Words}’",
            LineageFlag.UnitChanged =>
                $"{a}'s ‘{first.Words}’ counts {Units(first)}, ‘{retold.Words}’ in {b} counts {Units(retold)}",
            LineageFlag.ItemChanged => $"{a}'s {first.Item} became {retold.Item} in {b}",
            LineageFlag.PerChanged =>
                $"{a}'s ‘{first.Words}’ is {Rate(first)}, ‘{retold.Words}’ in {b} is {Rate(retold)}",
            LineageFlag.StartChanged => $"{a} {Start(first)}, {b} {Start(retold)}",
            LineageFlag.OrBecameAnd =>
                $"{a}'s ‘{first.Words}’ is one of several alternatives; ‘{retold.Words}’ in {b} stands beside the others",
            LineageFlag.ContentsAsserted => $"{a} {RaisedFrom(first, retold)}, {b} as asserted",
            LineageFlag.CapacityBecameCount =>
                $"{a}'s ‘{first.Words}’ is room for so many, ‘{retold.Words}’ in {b} is a count of them",
            _ => throw new UnreachableException(flag.ToString()),
        };
    }

    /// <summary>How sure the first was of what the retelling asserts; null: it is not raised.</summary>
    public static string? RaisedFrom(Component first, Component retold) =>
        retold.Certainty is Certainty.Asserted && first.Certainty is not Certainty.Asserted
            ? first.Certainty is { } certainty
                ? $"has the contents as {Kebab.Of(certainty)}"
                : "does not say how sure the contents are"
            : retold.Claim.Modality is Modality.Asserted && first.Claim.Modality is not Modality.Asserted
                ? $"has it as {Kebab.Of(first.Claim.Modality)}"
                : null;

    private static string Name(Component first, Component retold) =>
        first.Report != retold.Report && first.Claim.Publisher == retold.Claim.Publisher
            ? Dated(first)
            : first.Claim.Publisher;

    private static string NameRetold(Component first, Component retold) =>
        first.Report == retold.Report
            ? retold.Voice == Voice.ItsOwn
                ? "the same report's own voice"
                : "the same report"
            : first.Claim.Publisher == retold.Claim.Publisher
                ? Dated(retold)
                : retold.Claim.Publisher;

    private static string Dated(Component claim) => $"{claim.Claim.Publisher} ({claim.Claim.Published})";

    private static string Shape(Component claim)
    {
        var reading = claim.Reading!;
        var how =
            reading.Approximate ? "approximate "
            : reading.Vague ? "vague "
            : "";
        return how + Kebab.Of(reading.Shape);
    }

    private static string Units(Component claim) =>
        claim.Quantity!.Unit == Unit.Percent ? Unit.Percent.Name : $"{claim.Quantity.Unit}s";

    private static string Rate(Component claim) =>
        claim.Quantity!.Per.IsTotal ? "a total" : $"per {claim.Quantity.Per}";

    private static string Start(Component claim) =>
        claim.Start is { } start ? $"starts from {start:yyyy-MM-dd}" : "gives no start";
}
