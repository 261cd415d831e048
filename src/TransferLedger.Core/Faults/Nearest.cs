namespace TransferLedger.Core.Faults;

/// <summary>The known words nearest to one that is not known, so that a fault can name them.</summary>
public static class Nearest
{
    private const int MostSuggestions = 3;

    /// <summary>
    /// At most three of <paramref name="known"/> in order of edit distance, then ordinally; those further away than
    /// half of the word are left out.
    /// </summary>
    public static IReadOnlyList<string> To(string word, IEnumerable<string> known) =>
        known
            .Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(x => x.distance <= Math.Max(2, word.Length / 2))
            .OrderBy(x => x.distance)
            .ThenBy(x => x.candidate, StringComparer.Ordinal)
            .Take(MostSuggestions)
            .Select(x => x.candidate)
            .ToList();

    /// <summary>"Did you mean a, b or c?", or what to do where nothing is near.</summary>
    public static string Suggest(string word, IEnumerable<string> known, string otherwise) =>
        To(word, known) switch
        {
            [] => otherwise,
            [var one] => $"Did you mean {one}?",
            var several => $"Did you mean {string.Join(", ", several.SkipLast(1))} or {several[^1]}?",
        };

    /// <summary>Levenshtein distance over lower-case characters; a word that holds the other costs at most 2.</summary>
    private static int Distance(string left, string right)
    {
        var a = left.ToLowerInvariant();
        var b = right.ToLowerInvariant();
        if (a.Length >= 3 && b.Contains(a, StringComparison.Ordinal))
        {
            return Math.Min(2, b.Length - a.Length);
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
