using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Items;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Server.Pages.Words;

/// <summary>What a claim says beside who says it, as names and texts in the order in which a reader wants them.</summary>
internal static class ClaimFacts
{
    /// <summary>The name of what most readers look for first.</summary>
    public const string Number = "Number";

    public static IEnumerable<(string Name, string Text)> Of(Claim claim) =>
        OfType(claim)
            .Concat(Common(claim))
            .Where(fact => fact.Text is { Length: > 0 })
            .Select(fact => (fact.Name, fact.Text!));

    /// <summary><c>Sea, by the Angara (RU), Najin to Dunay</c>.</summary>
    public static string Of(Leg leg)
    {
        var vessels = string.Join(", ", (leg.Vessels ?? []).Select(Of));
        var mode = leg.Mode is { } by ? $"{ClaimWords.Words(by)}: " : "";
        var ends = $"{Of(leg.From)} to {Of(leg.To)}";
        return vessels.Length == 0 ? $"{mode}{ends}" : $"{mode}{ends}, by {vessels}";
    }

    public static string Of(Place? place) =>
        place is null
            ? "a place not known"
            : place.Name ?? place.Locode ?? place.Country?.Name ?? "a place not known";

    public static string Of(Vessel vessel) =>
        string.Join(
            ' ',
            new[]
            {
                vessel.Name ?? "a vessel",
                vessel.Imo is { } imo ? $"IMO {imo}" : null,
                vessel.Flag is { } flag ? $"under the flag of {flag.Name}" : null,
            }.OfType<string>()
        );

    public static string Of(DenialTarget target) =>
        target.Corridor ?? target.Figure ?? target.Claim?.ToString() ?? target.Statement ?? "";

    private static IEnumerable<(string Name, string? Text)> OfType(Claim claim) =>
        claim switch
        {
            ContainersReported containers =>
            [
                .. Counted(containers),
                (
                    "Contents",
                    containers.Contents is { } inside
                        ? $"{Words(inside.Item)} ({ClaimWords.Words(inside.Certainty)})"
                        : null
                ),
            ],
            MunitionsCapacityEstimated capacity =>
            [
                ("Goods", Words(capacity.Item)),
                .. Counted(capacity),
                ("Basis", ClaimWords.Words(capacity.Basis)),
                ("Alternative", capacity.Alternative),
            ],
            ItemsReported items => [("Goods", Words(items.Item)), .. Counted(items)],
            ShipmentRouteObserved route =>
            [
                .. route.Legs.Select(leg => ("Leg", (string?)ClaimWords.Capital(Of(leg)))),
                .. Counted(route),
            ],
            DenialIssued denial =>
            [
                ("Form", ClaimWords.Forms(denial)),
                ("Of", string.Join(", ", denial.Targets.Select(Of))),
                ("Goods", Words(denial.Item)),
                ("Period", denial.Coverage?.Text),
            ],
            AbsenceObserved absence =>
            [
                ("Looked for", absence.What),
                ("Goods", Words(absence.Item)),
                ("Observed", absence.Observed.Text),
            ],
            QualityAssessed quality =>
            [
                ("Goods", Words(quality.Item)),
                ("Share", $"{quality.Share} percent of {quality.Of}"),
                ("Assessed as", quality.Assessment),
                ("Period", quality.Coverage?.Text),
            ],
            ShareReported share =>
            [
                ("Goods", Words(share.Item)),
                ("Share", $"{share.Share} percent of {share.Of}"),
                ("Period", share.Coverage?.Text),
            ],
            ProductionObserved production =>
            [
                ("Seen", production.What),
                ("Goods", Words(production.Item)),
                ("Producer", production.Producer),
                ("Capacity in use", production.Utilisation is { } used ? $"{used} percent" : null),
                ("Observed", production.Observed?.Text),
            ],
            EvidenceCited evidence =>
            [
                ("Evidence", ClaimWords.Words(evidence.Kind)),
                ("What", evidence.What),
                ("For claims", string.Join(", ", evidence.Supports)),
            ],
            _ => [],
        };

    private static IEnumerable<(string Name, string? Text)> Counted(ICounted counted)
    {
        var quantity = counted.Quantity;
        var bounds = quantity?.Reading?.BoundsAt(Policy.Current.Approximate);
        yield return (Number, quantity?.Words ?? quantity?.Reading?.ToString());
        yield return ("Read as", bounds is { } read ? $"{Of(read)}{For(quantity!)}" : null);
        yield return ("Period", counted.Coverage?.Text);
        yield return ("Stage", counted.Stage is { } stage ? ClaimWords.Words(stage) : null);
    }

    private static string Of(Bounds bounds) =>
        bounds.High is not { } high ? $"at least {bounds.Low:N0}"
        : high == bounds.Low ? $"{high:N0}"
        : $"{bounds.Low:N0} to {high:N0}";

    private static string For(Quantity quantity) => quantity.Per.IsTotal ? "" : $" per {quantity.Per}";

    private static IEnumerable<(string Name, string? Text)> Common(Claim claim) =>
        [
            ("Said on", claim.Stated?.Text),
            ("Disclosed", claim.Disclosed?.Text),
            ("How", claim.Modality == Modality.Asserted ? null : ClaimWords.Words(claim.Modality)),
            ("Heard through", claim.Via is { Count: > 0 } via ? string.Join(", ", via) : null),
            (
                "Through",
                claim.Through is { Count: > 0 } third
                    ? string.Join(", ", third.Select(party => party.Name))
                    : null
            ),
            ("In return for", claim.InReturnFor?.ToString()),
            ("Answers", claim.RespondsTo),
            ("Repeats", claim.Repeats),
            ("Graded", claim.Grade is { } grade ? $"{grade.Reliability}{grade.Credibility}" : null),
        ];

    private static string? Words(Item? item) => item?.Slug.Replace('-', ' ');
}
