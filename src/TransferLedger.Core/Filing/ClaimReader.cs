using TransferLedger.Core.Events;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>Reads the claims of one report: the part that all share here, what each type adds in <see cref="ClaimTypes"/>.</summary>
internal sealed partial class ClaimReader(
    ReportId report,
    string publisher,
    Edtf published,
    Corridor? corridorOfReport,
    int claimsInReport,
    string? text,
    DateOnly today
)
{
    /// <summary>The claim, or null where something was refused; the faults are in the form's list.</summary>
    public ClaimDraft? Read(JsonForm form, int number)
    {
        var type = form.Text("type", 50, required: true);
        var common = Common(form, report.Claim(number));
        var quote = QuoteIn(form);
        var claim = type is null ? null : OfType(type, form, common);
        // Which members belong here only a known type says.
        if (ClaimTypes.Contains(type, StringComparer.Ordinal))
        {
            form.Done();
        }

        return claim is null ? null : new ClaimDraft(claim, quote);
    }

    private CommonPart Common(JsonForm form, ClaimId id)
    {
        var corridor = form.Value<Corridor>("corridor");
        if (corridor is null && corridorOfReport is null && !form.Has("corridor") && form.IsObject)
        {
            form.Refuse(
                "corridor",
                "member.missing",
                "No corridor stands on the claim nor on the report. Write one, such as KP-RU."
            );
        }

        var common = new CommonPart(
            id,
            corridor ?? corridorOfReport ?? Nowhere,
            form.Values<Party>("through", Limits.Parties)?.ToSequence(),
            form.Object("claimant") is { } claimant ? ClaimantIn(claimant) : null,
            form.Names("via", Limits.Via, Limits.Name)?.ToSequence(),
            form.Text("statement", Limits.Name),
            SaidDate(form, "stated"),
            SaidDate(form, "disclosed"),
            form.Word<Modality>("modality") ?? Modality.Asserted,
            form.Text("respondsTo", Limits.Name),
            form.Text("repeats", Limits.Name),
            form.Value<Corridor>("inReturnFor"),
            form.Object("grade") is { } grade ? GradeIn(grade) : null,
            form.Text("summary", Limits.Summary)
        );
        if (common.Repeats is not null && common.Repeats == common.Statement)
        {
            form.Refuse(
                "repeats",
                "claim.repeats-itself",
                "A claim repeats a statement of another claimant, not its own."
            );
        }

        return common;
    }

    /// <summary>Stands in where a corridor was refused, while the rest is still read for faults.</summary>
    internal static readonly Corridor Nowhere = Corridor.Between(Party.Unknown, Party.Unknown).Value;

    private Edtf? SaidDate(JsonForm form, string name)
    {
        var date = form.Value<Edtf>(name);
        if (date is not null)
        {
            Dates.RefuseFuture(form, name, date, today);
        }

        return date;
    }

    private string? QuoteIn(JsonForm form)
    {
        var quote = form.Text("quote", Limits.QuoteCharacters);
        if (quote is not null && text is not null && !text.Contains(quote, StringComparison.Ordinal))
        {
            form.Refuse(
                "quote",
                "quote.not-in-text",
                "The quote is no exact part of the text given. Copy it letter by letter, spaces and quotation marks included."
            );
        }

        return quote;
    }

    internal static Claimant? ClaimantIn(JsonForm form)
    {
        var kind = form.Word<ClaimantKind>("kind", required: true);
        var name = form.Name("name", Limits.Name);
        var office = form.Name("office", Limits.Name);
        var organisation = form.Name("organisation", Limits.Name);
        var code = form.Name("code", 50);
        var country = form.Value<Party>("country");
        var members = form.Texts("members", Limits.Members, Limits.Name);
        form.Done();
        if (kind == ClaimantKind.State && country is null && !form.Has("country"))
        {
            form.Refuse(
                "country",
                "claimant.country-missing",
                "A claimant that speaks for a state needs its country, such as KR."
            );
        }

        if (
            kind is ClaimantKind.Organisation or ClaimantKind.Joint
            && !form.Has("code")
            && !form.Has("organisation")
            && !form.Has("name")
        )
        {
            form.Refuse(
                "organisation",
                "claimant.name-missing",
                "Name the organisation, or give its code, such as MSMT."
            );
        }

        if (members is { Count: > 0 } && kind != ClaimantKind.Joint)
        {
            form.Refuse(
                "members",
                "claimant.members-not-joint",
                "Only a claimant of kind joint has members."
            );
        }

        return kind is null
            ? null
            : new Claimant
            {
                Kind = kind.Value,
                Name = name,
                Office = office,
                Organisation = organisation,
                Code = code,
                Country = country,
                Members = members is { Count: > 0 } ? members.ToSequence() : null,
            };
    }

    internal static Grade? GradeIn(JsonForm form)
    {
        var reliability = form.Text("reliability", 1, required: true);
        var credibility = form.WholeNumber("credibility", required: true);
        form.Done();
        var letter = "ABCDEF".IndexOf(reliability ?? "?", StringComparison.Ordinal);
        if (reliability is not null && letter < 0)
        {
            form.Refuse(
                "reliability",
                "grade.unknown",
                "Reliability is a letter from A (best) to F (cannot be judged)."
            );
        }

        if (credibility is < 1 or > 6)
        {
            form.Refuse(
                "credibility",
                "grade.unknown",
                "Credibility is a number from 1 (best) to 6 (cannot be judged)."
            );
        }

        return letter < 0 || credibility is null or < 1 or > 6
            ? null
            : new Grade((Reliability)letter, (int)credibility);
    }

    /// <summary>Item and <c>calibreMm</c>, which must agree.</summary>
    internal static Item? ItemIn(JsonForm form, bool required = false)
    {
        var slug = form.Text("item", Limits.Name, required);
        var calibre = form.WholeNumber("calibreMm");
        if (slug is null)
        {
            if (calibre is not null && !form.Has("item"))
            {
                form.Refuse(
                    "calibreMm",
                    "item.calibre-alone",
                    "A calibre says nothing without an item. Add the item."
                );
            }

            return null;
        }

        return calibre is null
            ? form.Take("item", ItemList.Find(slug))
            : form.Take(
                "item",
                ItemList.Find(slug, (int)Math.Clamp(calibre.Value, int.MinValue, int.MaxValue))
            );
    }

    /// <summary>Words, or an object with words and fields; its unit is the figure's, its <c>per</c> stands on the claim.</summary>
    /// <param name="otherwise">Where no <c>per</c> is given.</param>
    internal static Quantity? QuantityIn(
        JsonForm form,
        string name,
        Unit unit,
        bool required,
        Per otherwise = default
    )
    {
        var per = form.Text("per", Limits.Name) is { } word ? form.Take("per", Per.Read(word)) : otherwise;
        if (form.TextOrObject(name, Limits.Words, required) is not { } given)
        {
            return null;
        }

        if (given.Object is not { } fields)
        {
            return form.Take(name, Quantity.Of(given.Text, null, per, unit));
        }

        var words = fields.Text("words", Limits.Words);
        var read = new QuantityFields(
            fields.WholeNumber("point"),
            fields.WholeNumber("low"),
            fields.Truth("lowExclusive"),
            fields.WholeNumber("high"),
            fields.Truth("highExclusive"),
            fields.Truth("approximate")
        );
        fields.Done();
        return fields.Sound ? form.Take(name, Quantity.Of(words, read, per, unit)) : null;
    }

    internal static Share? ShareIn(JsonForm form, string name, bool required) =>
        form.Text(name, Limits.Words, required) is { } words ? form.Take(name, Share.Read(words)) : null;

    /// <summary>The members that every claim has, on their way into a record of its type.</summary>
    private sealed record CommonPart(
        ClaimId Id,
        Corridor Corridor,
        Sequence<Party>? Through,
        Claimant? Claimant,
        Sequence<string>? Via,
        string? Statement,
        Edtf? Stated,
        Edtf? Disclosed,
        Modality Modality,
        string? RespondsTo,
        string? Repeats,
        Corridor? InReturnFor,
        Grade? Grade,
        string? Summary
    );
}
