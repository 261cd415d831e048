using System.Text.RegularExpressions;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Names;

/// <summary>What a reader typed, or the address that they came to, as a question for names.</summary>
internal sealed partial class CalledName
{
    private const int MostWords = 8;
    private const int LongestWord = 100;
    private const int LeastOfCountry = 3;

    private static readonly char[] Between = ['/', ' ', ',', '→'];
    private static readonly string[] Kinds = ["figure", "corridor", "claimant", "report"];
    private static readonly IReadOnlyList<string> MeasureWords =
    [
        .. Enum.GetValues<Measure>().Select(measure => measure.Word()),
    ];

    private static readonly IReadOnlyList<string> Vocabulary =
    [
        .. MeasureWords,
        .. ItemList.All.Select(item => item.Slug),
    ];

    private static readonly IReadOnlyList<Party> Countries =
    [
        .. Enumerable
            .Range('A', 26)
            .SelectMany(a => Enumerable.Range('A', 26).Select(b => Party.Read($"{(char)a}{(char)b}")))
            .Where(party => party.IsOk)
            .Select(party => party.Value),
    ];

    private readonly List<Regex> held;
    private readonly List<Regex>? meant;

    private CalledName(string? kind, string[] words)
    {
        Kind = kind;
        Name = string.Join('/', words);
        var patterns = words.Select(Pattern).ToList();
        var corrected = words.Select(Corrected).ToList();
        var isCorrected = !corrected.SequenceEqual(words, StringComparer.Ordinal);
        var meantPatterns = isCorrected ? corrected.Select(Pattern).ToList() : null;
        held = patterns.ConvertAll(Compiled);
        meant = meantPatterns?.ConvertAll(Compiled);
        Asked = new(
            patterns,
            meantPatterns,
            words.Length == 0 ? [] : CorridorsNear(words[0]),
            words.Length < 2 ? [] : Nearest.To(words[1], MeasureWords),
            string.Join('-', words).ToLowerInvariant()
        );
    }

    /// <summary>Null: any.</summary>
    public string? Kind { get; }

    /// <summary>As an address would have it.</summary>
    public string Name { get; }

    public NamesAsked Asked { get; }

    public static CalledName Of(string typed)
    {
        var words = typed
            .Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word =>
                word[..Math.Min(word.Length, LongestWord)].Replace("\0", "", StringComparison.Ordinal)
            )
            .Where(word => word.Length > 0)
            .Take(MostWords)
            .ToArray();
        var kind = words is [_, _, ..] ? Kinds.FirstOrDefault(one => IsSame(one, words[0])) : null;
        return new(kind, kind is null ? words : words[1..]);
    }

    /// <summary>A name holds every word.</summary>
    public bool IsHeldBy(string id) => held.TrueForAll(word => word.IsMatch(id));

    /// <summary>A name holds every word, put right where it is none that names are made of.</summary>
    public bool IsMeantBy(string id) => meant is not null && meant.TrueForAll(word => word.IsMatch(id));

    /// <summary>The word itself, or the code of a country whose name it is in. The same to PostgreSQL and here.</summary>
    private static string Pattern(string word)
    {
        var itself = Special().Replace(word, @"\$0");
        var codes =
            word.Length < LeastOfCountry
                ? []
                : Countries
                    .Where(party => party.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
                    .Select(party => party.Code)
                    .ToList();
        return codes.Count == 0 ? itself : $"{itself}|(^|-)({string.Join('|', codes)})(:|-|/|$)";
    }

    private static Regex Compiled(string pattern) =>
        new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Where no name is made of it: the nearest that names are made of, if that begins alike.</summary>
    private static string Corrected(string word) =>
        Vocabulary.Any(known => known.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? word
            : Nearest.To(word, Vocabulary).FirstOrDefault(near => IsSame(near[..1], word[..1]), word);

    /// <summary>Corridors of which one code is spelt with another letter, or that lead the other way.</summary>
    private static List<string> CorridorsNear(string word)
    {
        if (!CorridorForm().IsMatch(word))
        {
            return [];
        }

        var (supplier, recipient) = (word[..2].ToUpperInvariant(), word[3..].ToUpperInvariant());
        return
        [
            word.ToUpperInvariant(),
            $"{recipient}-{supplier}",
            .. Countries.Where(party => IsNear(party, supplier)).Select(party => $"{party}-{recipient}"),
            .. Countries.Where(party => IsNear(party, recipient)).Select(party => $"{supplier}-{party}"),
        ];
    }

    private static bool IsNear(Party party, string code) =>
        party.Code[0] == code[0]
        || party.Code[1] == code[1]
        || (party.Code[0], party.Code[1]) == (code[1], code[0]);

    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[^\w\p{Cs}\u200C\u200D]")]
    private static partial Regex Special();

    [GeneratedRegex(@"\A[A-Za-z]{2}-[A-Za-z]{2}\z")]
    private static partial Regex CorridorForm();
}
