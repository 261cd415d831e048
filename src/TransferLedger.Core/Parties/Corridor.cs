using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Parties;

/// <summary>Supplier → recipient in the direction of the goods: <c>KP-RU</c>. Source: domain.md section 1.</summary>
[JsonConverter(typeof(TextConverter<Corridor>))]
public sealed record Corridor : IFromText<Corridor>, IComparable<Corridor>
{
    private Corridor(Party supplier, Party recipient) => (Supplier, Recipient) = (supplier, recipient);

    public Party Supplier { get; }

    public Party Recipient { get; }

    public static bool Recurs => true;

    /// <summary>Faults: <c>corridor.same-party</c>.</summary>
    public static Outcome<Corridor> Between(Party supplier, Party recipient) =>
        supplier == recipient && supplier != Party.Unknown
            ? Fault.At(
                "corridor.same-party",
                $"Supplier and recipient are both {supplier}. Name two parties."
            )
            : new Corridor(supplier, recipient);

    /// <summary>
    /// Reads <c>KP-RU</c>, <c>AE-SD:RSF</c>, <c>SD:RSF-TD</c>: the supplier ends at the first hyphen behind which a known
    /// party stands. Faults: <c>corridor.unreadable</c>, <c>party.unknown</c>, <c>corridor.same-party</c>.
    /// </summary>
    public static Outcome<Corridor> Read(string text)
    {
        Outcome<Corridor>? refused = null;
        for (
            var hyphen = text.IndexOf('-', StringComparison.Ordinal);
            hyphen >= 0;
            hyphen = text.IndexOf('-', hyphen + 1)
        )
        {
            var supplier = Party.Read(text[..hyphen]);
            var recipient = Party.Read(text[(hyphen + 1)..]);
            if (supplier.IsOk && recipient.IsOk)
            {
                return Between(supplier.Value, recipient.Value);
            }

            refused ??= supplier.Faults.AddRange(recipient.Faults);
        }

        return refused
            ?? Fault.At(
                "corridor.unreadable",
                $"{Quote.Of(text)} is no corridor. Write supplier-recipient, such as KP-RU."
            );
    }

    public int CompareTo(Corridor? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public override string ToString() => string.Concat(Supplier.Code, "-", Recipient.Code);
}
