using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Parties;

/// <summary>
/// Who supplies or receives: an ISO 3166-1 alpha-2 code, <c>EU</c>, <c>XX</c> (unknown or several), or
/// <c>SD:RSF</c> for a non-state party in a country. Source: domain.md section 1.
/// </summary>
[JsonConverter(typeof(TextConverter<Party>))]
public sealed partial record Party : IFromText<Party>
{
    public static readonly Party Unknown = new("XX");

    private Party(string code) => Code = code;

    public string Code { get; }

    public static bool Recurs => true;

    /// <summary><c>North Korea</c>; <c>RSF (Sudan)</c>; of <c>XX</c> <c>unknown</c>.</summary>
    public string Name =>
        Code switch
        {
            "EU" => "European Union",
            "XX" => "unknown",
            [_, _, ':', .. var party] => $"{party} ({Countries.NameOf(Code[..2])})",
            _ => Countries.NameOf(Code),
        };

    /// <summary>Faults: <c>party.unknown</c>, with the nearest known codes.</summary>
    public static Outcome<Party> Read(string text)
    {
        var country = text.Length > 2 && NonState().IsMatch(text) ? text[..2] : text;
        return country is "EU" or "XX" || Countries.Has(country)
            ? new Party(text)
            : Fault.At("party.unknown", $"{Quote.Of(text)} is no known party. {Countries.Suggest(country)}");
    }

    public override string ToString() => Code;

    [GeneratedRegex(@"\A[A-Z]{2}:[A-Z0-9][A-Z0-9-]{0,29}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NonState();
}
