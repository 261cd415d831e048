using System.Text.Json;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Values;

/// <summary>Members of an enumeration as words in kebab case: <c>in-transit</c>.</summary>
public static class Kebab
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Faults: <c>word.unknown</c>, which lists the known ones or names the nearest.</summary>
    public static Outcome<T> Read<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == text)
            {
                return value;
            }
        }

        var known = Enum.GetValues<T>().Select(Of).ToList();
        var suggestion = Nearest.Suggest(text, known, $"Known: {string.Join(", ", known)}.");
        return Fault.At("word.unknown", $"{Quote.Of(text)} is not known here. {suggestion}");
    }
}
