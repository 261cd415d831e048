using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>The publisher corrected what its report says: quantity, share, coverage, attribution or item.</summary>
public static class CorrectClaim
{
    /// <param name="body">JSON as it was sent.</param>
    /// <param name="report">What stands in the report's stream, or null.</param>
    /// <param name="number">The claim's place in the report, from 1.</param>
    /// <param name="expectedVersion">Version of the stream that the sender has seen.</param>
    /// <param name="today">The UTC day of recording.</param>
    public static LaterDecision Decide(
        ReadOnlyMemory<byte> body,
        FiledReport? report,
        int number,
        long expectedVersion,
        DateOnly today
    ) =>
        LaterEntry.Decide(
            report,
            number,
            expectedVersion,
            (_, claim) => Read(body, claim, today),
            (asked, known) => Decide(asked, known, expectedVersion, today)
        );

    public static LaterDecision Decide(
        ClaimCorrected asked,
        FiledReport report,
        long expectedVersion,
        DateOnly today
    ) =>
        LaterEntry.Decide(
            asked,
            report,
            expectedVersion,
            today,
            LaterEntry.Latest<ClaimCorrected>,
            (_, after) =>
                CountedUnits.Disagree(
                    after,
                    asked.Item is null ? "/quantity" : "/item",
                    "Correct item and quantity together."
                )
        );

    /// <summary>
    /// Faults, beside those of the values: <c>correction.empty</c>, <c>correction.not-of-this-claim</c>,
    /// <c>correction.coverage-twice</c>, <c>correction.per-alone</c>, <c>item.never-counted</c>, <c>stated.before-claim</c>,
    /// <c>date.in-the-future</c>.
    /// </summary>
    /// <param name="claim">The claim that is corrected: its type says which members there are, its item the unit.</param>
    public static Outcome<ClaimCorrected> Read(
        ReadOnlyMemory<byte> body,
        ClaimHistory claim,
        DateOnly today
    ) => JsonBody.ReadForm(body, "correction", form => Read(form, claim, today));

    private static ClaimCorrected? Read(JsonForm form, ClaimHistory history, DateOnly today)
    {
        var states = history.States();
        var stated = Dates.StatedLater(form, states[0].Said, today);
        var day = stated?.Latest ?? today;
        var claim = (states.LastOrDefault(state => state.Since <= day) ?? states[0]).Claim;
        var item = ClaimReader.ItemIn(form);
        var quantity = QuantityIn(form, claim, item);
        var share = ClaimReader.ShareIn(form, "share", required: false);
        var coverage = CoverageIn(form);
        var claimant = form.Object("claimant") is { } who ? ClaimReader.ClaimantIn(who) : null;
        var via = form.Names("via", Limits.Via, Limits.Name)?.ToSequence();
        var reason = form.Text("reason", Limits.Reason, required: true);
        RefuseUnfitting(form, claim);
        return stated is null || reason is null
            ? null
            : new ClaimCorrected
            {
                Claim = history.Id,
                Reason = reason,
                Quantity = quantity,
                Share = share,
                Coverage = coverage,
                Claimant = claimant,
                Via = via,
                Item = item,
                Stated = stated,
            };
    }

    private static readonly string[] Corrected =
    [
        "quantity",
        "share",
        "coverage",
        "observed",
        "claimant",
        "via",
        "item",
    ];

    /// <summary>Of which types of claim a member is; the others are of all.</summary>
    private static bool Has(Claim claim, string member) =>
        member switch
        {
            "quantity" => claim is ICounted,
            "share" => claim is QualityAssessed or ShareReported,
            "coverage" => claim is not EvidenceCited,
            "observed" => claim is ShipmentRouteObserved or AbsenceObserved or ProductionObserved,
            "item" => claim is not (ContainersReported or ShipmentRouteObserved or EvidenceCited),
            _ => true,
        };

    private static void RefuseUnfitting(JsonForm form, Claim claim)
    {
        var given = Corrected.Where(form.Has).ToList();
        if (given.Count == 0 && form.IsObject)
        {
            form.Refuse(
                "",
                "correction.empty",
                $"Nothing is corrected. Give what it became: {string.Join(", ", Corrected.Where(m => Has(claim, m)))}."
            );
        }

        var type = ClaimReader.TypeOf(claim);
        foreach (var member in given.Where(member => !Has(claim, member)))
        {
            form.Refuse(
                member,
                "correction.not-of-this-claim",
                $"A claim of type {type} has no {member}. It has: {string.Join(", ", Corrected.Where(m => Has(claim, m)))}."
            );
        }
    }

    private static Quantity? QuantityIn(JsonForm form, Claim claim, Item? item)
    {
        var per = (claim as ICounted)?.Quantity?.Per ?? Per.Total;
        var unit =
            claim is MunitionsCapacityEstimated or ItemsReported && item is not null
                ? item.Unit
                : CountedUnits.Of(claim);
        var quantity = ClaimReader.QuantityIn(form, "quantity", unit ?? Unit.Piece, required: false, per);
        if (form.Has("per") && !form.Has("quantity"))
        {
            form.Refuse(
                "per",
                "correction.per-alone",
                "What a quantity is for says nothing without it. Give the quantity as well."
            );
        }

        if (quantity is not null && unit is null && claim is ICounted)
        {
            form.Refuse(
                "quantity",
                "item.never-counted",
                "Its item is never counted. Leave the quantity out, or correct the item as well."
            );
        }

        return quantity;
    }

    private static Edtf? CoverageIn(JsonForm form)
    {
        var coverage = form.Value<Edtf>("coverage");
        var observed = form.Value<Edtf>("observed");
        if (form.Has("coverage") && form.Has("observed"))
        {
            form.Refuse(
                "observed",
                "correction.coverage-twice",
                "coverage and observed are the same period. Keep one of them."
            );
        }

        return coverage ?? observed;
    }
}
