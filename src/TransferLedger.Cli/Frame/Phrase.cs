using System.Globalization;

namespace TransferLedger.Cli.Frame;

/// <summary>Numbers, ranges and days as people read them.</summary>
internal static class Phrase
{
    private const string Percent = "percent";

    /// <summary><c>13,001</c>; <c>50%</c> where the unit is percent.</summary>
    public static string Number(decimal number, string? unit = null) =>
        number.ToString("#,0.####", CultureInfo.InvariantCulture) + (unit == Percent ? "%" : "");

    public static string Number(decimal? number, string? unit) => number is { } n ? Number(n, unit) : "";

    public static string Count(long number, string one, string? many = null) =>
        $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary><c>6,030 to 7,370</c>, <c>at least 13,001</c>, <c>at most 16,000</c>, or that there is no number.</summary>
    public static string Range(decimal? low, decimal? high, string? unit) =>
        (low, high) switch
        {
            (null, null) => "no number",
            (null or 0, null) => "nothing",
            (null or 0, { } most) when most > 0 => $"at most {Number(most, unit)}",
            ({ } least, null) => $"at least {Number(least, unit)}",
            ({ } least, { } most) when least == most => Number(least, unit),
            ({ } least, { } most) => $"{Number(least, unit)} to {Number(most, unit)}",
            (null, { } most) => Number(most, unit),
        };

    /// <summary><c>2023-09-01 to 2024-02-26</c>, or <c>until 2023-10-13</c> where the start is open or unknown.</summary>
    public static string Period(string? from, string? to) =>
        (from, to) switch
        {
            (_, null) => "",
            (null, _) => $"until {to}",
            _ when from == to => to,
            _ => $"{from} to {to}",
        };

    /// <summary><c>2024-03-01</c>.</summary>
    public static string Day(DateTime instant) =>
        instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>All of a list, or its first few and how many more.</summary>
    public static string Some(IReadOnlyList<string> all, int most) =>
        all.Count <= most
            ? string.Join(", ", all)
            : $"{string.Join(", ", all.Take(most))} and {Number(all.Count - most)} more";

    /// <summary>Lines of at most so many characters, broken at blanks; a word that is longer has a line of its own.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
