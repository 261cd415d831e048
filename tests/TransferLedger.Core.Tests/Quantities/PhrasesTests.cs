using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TransferLedger.Core.Tests.Quantities;

/// <summary>
/// 200 phrases as newspapers, panels and ministries write them, set down before the parser was. <c>says</c> is the reading
/// (<c>~</c> about, <c>=</c> exactly), <c>unread</c> for words without a number, <c>refused</c> for a number that cannot be
/// sure.
/// </summary>
public sealed class PhrasesTests(ITestOutputHelper output)
{
    [Fact]
    public void Two_hundred_phrases_are_read_as_a_careful_reader_would()
    {
        var phrases = All();
        var wrong = phrases
            .Where(p => !ReadingText.Of(p.Words).Equals(p.Says, StringComparison.Ordinal))
            .ToList();
        var unread = phrases.Where(p => ReadingText.Of(p.Words) is "unread" or "refused").ToList();

        output.WriteLine($"{phrases.Count - wrong.Count} of {phrases.Count} as expected; unread or refused:");
        unread.ForEach(p => output.WriteLine($"  {ReadingText.Of(p.Words), -8} {p.Words}"));

        Assert.True(phrases.Count >= 200);
        Assert.Empty(wrong.Select(p => $"{p.Words}: expected {p.Says}, read {ReadingText.Of(p.Words)}"));
    }

    private static List<Phrase> All() =>
        JsonSerializer.Deserialize<List<Phrase>>(
            File.ReadAllText(Beside("phrases.json")),
            JsonSerializerOptions.Web
        )!;

    private static string Beside(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, file);

    private sealed record Phrase(string Words, string Says);
}
