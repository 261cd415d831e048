using System.Text.RegularExpressions;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;

namespace TransferLedger.Server.Names;

/// <summary>What a reader typed, or the address that they came to, as what it may be the name of.</summary>
internal sealed partial class CalledName
{
    private const int MostWords = 8;
    private const int LongestName = 400;

    /// <summary>Shorter ones are codes: KP-RO does not mean rockets.</summary>
    private const int LeastBeginning = 3;

    /// <summary>Shorter ones are codes and numbers, of which each is near many.</summary>
    private const int LeastMisspelt = 4;

    private static readonly char[] Between = ['/', ' ', ',', '→'];
    private static readonly string[] Kinds = ["figure", "corridor", "claimant", "statement", "report"];
    private static readonly IReadOnlyList<Party> Countries =
    [
        .. Enumerable
            .Range('A', 26)
            .SelectMany(a => Enumerable.Range('A', 26).Select(b => Party.Read($"{(char)a}{(char)b}")))
            .Where(party => party.IsOk)
            .Select(party => party.Value),
    ];

    private static readonly IReadOnlyList<string> MeasureWords =
    [
        .. Enum.GetValues<Measure>().Select(measure => measure.Word()),
    ];

    /// <summary>Of which names of figures are made.</summary>
    private static readonly IReadOnlyList<string> Vocabulary =
    [
        .. MeasureWords
            .Concat(ItemList.All.Select(item => item.Slug))
            .Concat(Countries.Select(party => party.Name))
            .SelectMany(NameWords.In)
            .Distinct(StringComparer.Ordinal),
    ];

    private readonly string[] parts;
    private readonly IReadOnlyList<string> words;

    private CalledName(string? kind, string typed, string[] parts)
    {
        (Kind, this.parts) = (kind, parts);
        Name = string.Join('/', parts);
        words = [.. parts.SelectMany(NameWords.In).Take(MostWords)];
        Exact = [.. new[] { typed, Name, Name.ToLowerInvariant() }.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Null: any.</summary>
    public string? Kind { get; }

    /// <summary>As an address would have it.</summary>
    public string Name { get; }

    /// <summary>Ways to write the whole of it.</summary>
    public IReadOnlyList<string> Exact { get; }

    /// <summary>It is made of no letter and no digit.</summary>
    public bool IsNothing => words.Count == 0;

    /// <summary>tsquery: every word, the last of which may go on.</summary>
    public string Begun => Query([.. words.SkipLast(1).Select(Whole), Beginning(words[^1])]);

    /// <summary>tsquery: every word, all of which may go on.</summary>
    public string Shortened => Query(words.Select(Beginning));

    /// <summary>tsquery: every word, put right where no name of a figure has it; null: all are words that these are made of.</summary>
    public string? Corrected
    {
        get
        {
            var corrected = words.Select(Right).ToList();
            return corrected.SequenceEqual(words, StringComparer.Ordinal)
                ? null
                : Query(corrected.Select(Beginning));
        }
    }

    /// <summary>The corridor that is named, the opposite one, and those of which one code is spelt with another letter.</summary>
    public IReadOnlyList<string> Corridors =>
        CorridorForm().Match(parts[0]) is { Success: true } named
            ? CorridorsNear(
                named.Groups[1].Value.ToUpperInvariant(),
                named.Groups[2].Value.ToUpperInvariant()
            )
            : [];

    /// <summary>Measures that may be named behind a corridor.</summary>
    public IReadOnlyList<string> Measures => parts.Length < 2 ? [] : Nearest.To(parts[1], MeasureWords);

    /// <summary>As claimants, statements and reports are called.</summary>
    public string Slug => string.Join('-', parts).ToLowerInvariant();

    public static CalledName Of(string typed)
    {
        var longest = Math.Min(typed.Length, LongestName);
        // Never inside a character of two code units.
        var cut = longest > 0 && char.IsHighSurrogate(typed[longest - 1]) ? longest - 1 : longest;
        var named = typed[..cut].Replace("\0", "", StringComparison.Ordinal);
        var parts = named.Split(
            Between,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return parts is [var first, _, ..] && Array.Find(Kinds, kind => IsSame(kind, first)) is { } kind
            ? new(kind, named.Trim(), parts[1..])
            : new(kind: null, named.Trim(), parts);
    }

    // Words are letters and digits alone: none has to be escaped.
    private static string Whole(string word) => $"'{word}'";

    private static string Beginning(string word) =>
        word.Length < LeastBeginning && word.All(char.IsAscii) ? Whole(word) : $"{Whole(word)}:*";

    private static string Query(IEnumerable<string> asked) => string.Join(" & ", asked);

    private static string Right(string word) =>
        word.Length < LeastMisspelt
        || Vocabulary.Any(known => known.StartsWith(word, StringComparison.Ordinal))
            ? word
            : Nearest.To(word, Vocabulary).FirstOrDefault(near => near[0] == word[0], word);

    private static IReadOnlyList<string> CorridorsNear(string supplier, string recipient) =>
        [
            $"{supplier}-{recipient}",
            $"{recipient}-{supplier}",
            .. Countries.Where(party => IsNear(party, supplier)).Select(party => $"{party}-{recipient}"),
            .. Countries.Where(party => IsNear(party, recipient)).Select(party => $"{supplier}-{party}"),
        ];

    private static bool IsNear(Party party, string code) =>
        party.Code[0] == code[0]
        || party.Code[1] == code[1]
        || (party.Code[0], party.Code[1]) == (code[1], code[0]);

    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A([A-Za-z]{2})-([A-Za-z]{2})\z")]
    private static partial Regex CorridorForm();
}
