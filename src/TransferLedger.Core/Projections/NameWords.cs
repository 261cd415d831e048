using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Projections;

/// <summary>
/// The words by which something is found that has a page: those of its id, of the countries whose codes are in it, of a report's title
/// and publisher. In lower case, letters and digits alone, each once, with spaces between. They stand in the read tables: whoever
/// changes them here raises the version of the fold.
/// </summary>
public static class NameWords
{
    private const int LongestWord = 40;

    /// <summary><c>kp ru containers north korea russia</c>.</summary>
    public static string Of(FigureId figure) => Joined([figure.ToString(), .. NamesOf(figure.Corridor)]);

    public static string Of(Corridor corridor) => Joined([corridor.ToString(), .. NamesOf(corridor)]);

    public static string Of(ReportFiled report) =>
        Joined([report.Report.Text, report.Title, report.Publisher]);

    /// <param name="id">Of a claimant or a statement.</param>
    public static string Of(string id) => Joined([id]);

    /// <summary>The words of what somebody typed, in order.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [
            .. Slug.Of(text)
                .Split('-', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word.Length > LongestWord ? Cut(word) : word),
        ];

    private static IEnumerable<string> NamesOf(Corridor corridor) =>
        [corridor.Supplier.Name, corridor.Recipient.Name];

    private static string Joined(IEnumerable<string> texts) =>
        string.Join(' ', texts.SelectMany(In).Distinct(StringComparer.Ordinal));

    /// <summary>Never inside a character of two code units.</summary>
    private static string Cut(string word) =>
        word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];
}
