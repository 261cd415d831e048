using TransferLedger.Core.Events;
using TransferLedger.Core.Items;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>Claims about goods: containers, capacities, items.</summary>
internal sealed partial class ClaimReader
{
    private Claim? Containers(JsonForm form, CommonPart common)
    {
        var quantity = QuantityIn(form, "quantity", Unit.Container, required: true);
        var coverage = form.Value<Edtf>("coverage");
        var stage = form.Word<Stage>("stage");
        var contents = form.Object("contents") is { } inside ? ContentsIn(inside) : null;
        if (stage?.BeforeGoodsMove() == true)
        {
            form.Refuse(
                "stage",
                "containers.not-moved",
                $"Containers are counted once they move; {Kebab.Of(stage.Value)} goods are items-reported of that stage."
            );
        }

        return quantity is null
            ? null
            : With(
                common,
                new ContainersReported
                {
                    Quantity = quantity,
                    Coverage = coverage,
                    Stage = stage,
                    Contents = contents,
                }
            );
    }

    private static Contents? ContentsIn(JsonForm form)
    {
        var item = ItemIn(form, required: true);
        var certainty = form.Word<Certainty>("certainty", required: true);
        form.Done();
        return item is null || certainty is null ? null : new Contents(item, certainty.Value);
    }

    private Claim? Capacity(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form, required: true);
        var quantity = CountedIn(form, item, required: true);
        var coverage = form.Value<Edtf>("coverage");
        var basis = form.Word<CapacityBasis>("basis") ?? CapacityBasis.Capacity;
        var alternative = form.Text("alternative", Limits.Name);
        return item is null || quantity is null
            ? null
            : With(
                common,
                new MunitionsCapacityEstimated
                {
                    Item = item,
                    Quantity = quantity,
                    Coverage = coverage,
                    Basis = basis,
                    Alternative = alternative,
                }
            );
    }

    private Claim? Items(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form, required: true);
        var quantity = CountedIn(form, item, required: false);
        var coverage = form.Value<Edtf>("coverage");
        var stage = form.Word<Stage>("stage");
        return item is null
            ? null
            : With(
                common,
                new ItemsReported
                {
                    Item = item,
                    Quantity = quantity,
                    Coverage = coverage,
                    Stage = stage,
                }
            );
    }

    private static Quantity? CountedIn(JsonForm form, Item? item, bool required)
    {
        if (item is not { Unit: null })
        {
            return QuantityIn(form, "quantity", item?.Unit ?? Unit.Piece, required);
        }

        if (form.Has("quantity") || required)
        {
            form.Refuse(
                "quantity",
                "item.never-counted",
                $"{item.Slug} is never counted. Leave the quantity out and keep it in the summary."
            );
        }

        return null;
    }
}
