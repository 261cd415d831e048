using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>Claims that feed no rising total: denials, absences, shares, production, evidence.</summary>
internal sealed partial class ClaimReader
{
    private Claim? Denial(JsonForm form, CommonPart common)
    {
        var forms = form.ArrayOfWords<DenialForm>("forms", Limits.Forms, required: true);
        var targets = form.Objects("targets", Limits.Targets, required: true)?.Select(TargetIn).ToList();
        var item = ItemIn(form);
        var coverage = form.Value<Edtf>("coverage");
        if (forms is { Count: 0 })
        {
            form.Refuse("forms", "denial.no-form", "A denial has at least one form; unspecified is one.");
        }

        if (targets is { Count: 0 })
        {
            form.Refuse(
                "targets",
                "denial.no-target",
                "A denial has at least one target: a corridor, figure, claim or statement."
            );
        }

        return forms is null or { Count: 0 } || targets is null or { Count: 0 }
            ? null
            : With(
                common,
                new DenialIssued
                {
                    Forms = forms.ToSequence(),
                    Targets = targets.ToSequence(),
                    Item = item,
                    Coverage = coverage,
                }
            );
    }

    private static readonly string[] KindsOfTarget = ["corridor", "figure", "claim", "statement"];

    private static DenialTarget TargetIn(JsonForm form)
    {
        var target = new DenialTarget
        {
            Corridor = form.Text("corridor", Limits.Name),
            Figure = form.Value<FigureId>("figure")?.ToString(),
            Claim = form.Value<ClaimId>("claim"),
            Statement = form.Text("statement", Limits.Name),
        };
        form.Done();
        if (target.Corridor is { } corridor)
        {
            _ = corridor.EndsWith("-*", StringComparison.Ordinal)
                ? (object?)form.Take("corridor", Party.Read(corridor[..^2]))
                : form.Take("corridor", Corridor.Read(corridor));
        }

        if (KindsOfTarget.Count(form.Has) != 1)
        {
            form.Refuse(
                "",
                "denial.target-unclear",
                "A target is exactly one of corridor, figure, claim or statement."
            );
        }

        return target;
    }

    private Claim? Absence(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form);
        var what = form.Text("what", Limits.Summary, required: true);
        var observed = form.Value<Edtf>("observed", required: true);
        return what is null || observed is null
            ? null
            : With(
                common,
                new AbsenceObserved
                {
                    Item = item,
                    What = what,
                    Observed = observed,
                }
            );
    }

    private Claim? Quality(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form, required: true);
        var share = ShareIn(form, "share", required: true);
        var of = form.Text("of", Limits.Name, required: true);
        var assessment = form.Text("assessment", Limits.Name);
        var coverage = form.Value<Edtf>("coverage");
        return item is null || share is null || of is null
            ? null
            : With(
                common,
                new QualityAssessed
                {
                    Item = item,
                    Share = share,
                    Of = of,
                    Assessment = assessment,
                    Coverage = coverage,
                }
            );
    }

    private Claim? ShareOf(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form, required: true);
        var share = ShareIn(form, "share", required: true);
        var of = form.Text("of", Limits.Name, required: true);
        var coverage = form.Value<Edtf>("coverage");
        return item is null || share is null || of is null
            ? null
            : With(
                common,
                new ShareReported
                {
                    Item = item,
                    Share = share,
                    Of = of,
                    Coverage = coverage,
                }
            );
    }

    private Claim? Production(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form);
        var what = form.Text("what", Limits.Summary, required: true);
        var producer = form.Text("producer", Limits.Name);
        var utilisation = ShareIn(form, "utilisation", required: false);
        var observed = form.Value<Edtf>("observed");
        return what is null
            ? null
            : With(
                common,
                new ProductionObserved
                {
                    Item = item,
                    What = what,
                    Producer = producer,
                    Utilisation = utilisation,
                    Observed = observed,
                }
            );
    }

    private Claim? Evidence(JsonForm form, CommonPart common)
    {
        var kind = form.Word<EvidenceKind>("kind", required: true);
        var what = form.Text("what", Limits.Summary);
        var supports = form.WholeNumbers("supports", Limits.Claims) ?? [];
        foreach (var number in supports.Where(n => n < 1 || n > claimsInReport || n == common.Id.Number))
        {
            form.Refuse(
                "supports",
                "evidence.supports-nothing",
                $"{number} is no other claim of this report; it has {claimsInReport}."
            );
        }

        return kind is null
            ? null
            : With(
                common,
                new EvidenceCited
                {
                    Kind = kind.Value,
                    What = what,
                    Supports = supports.ToSequence(),
                }
            );
    }
}
