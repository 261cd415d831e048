using System.Xml.Linq;

namespace TransferLedger.Benchmarks.Soaks;

/// <summary>What came of the tests of one run, from a report in the form of Visual Studio (trx).</summary>
internal sealed record TestReport(
    int Passed,
    IReadOnlyList<(string Test, string Why)> Failed,
    IReadOnlyList<(string Test, string Why)> Skipped
)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static TestReport None { get; } = new(0, [], []);

    public static TestReport Read(string path)
    {
        var results = XDocument.Load(path).Descendants(Trx + "UnitTestResult").ToList();
        return new(
            results.Count(result => Outcome(result) == "Passed"),
            [.. results.Where(result => Outcome(result) == "Failed").Select(Named)],
            [.. results.Where(result => Outcome(result) is not ("Passed" or "Failed")).Select(Named)]
        );
    }

    private static string? Outcome(XElement result) => result.Attribute("outcome")?.Value;

    private static (string Test, string Why) Named(XElement result) =>
        (
            result.Attribute("testName")?.Value ?? "",
            string.Join(
                ' ',
                result
                    .Descendants()
                    .Where(e => e.Name == Trx + "Message" || e.Name == Trx + "StdOut")
                    .Select(e => e.Value.Trim().ReplaceLineEndings(" "))
            )
        );
}
