using System.Net;
using System.Text;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Feed;

/// <summary>An import that comes to its end whatever breaks.</summary>
internal static class Importing
{
    private const int ReportsAtOnce = 100;

    /// <summary>
    /// The sample and so many generated reports, by turns through both nodes. What was broken off is filed again through the other:
    /// what is there already is left alone.
    /// </summary>
    /// <param name="beside">What is done while a hundred of them is filed, told by its number; the next waits for it.</param>
    public static async Task ImportAll(this NodePair nodes, int generated, Func<int, Task>? beside = null)
    {
        var sample = Seeds.Sample().Select(report => report.GetRawText().ReplaceLineEndings(""));
        var generatedLines = Encoding
            .UTF8.GetString(GeneratedReports.Import(generated))
            .TrimEnd('\n')
            .Split('\n');
        var n = 0;
        foreach (var (number, chunk) in sample.Concat(generatedLines).Chunk(ReportsAtOnce).Index())
        {
            var done = beside?.Invoke(number) ?? Task.CompletedTask;
            var lines = string.Join('\n', chunk);
            await Eventually.Holds(() => IsImported(nodes.Nodes[n++ % 2], lines));

            await done;
        }
    }

    private static async Task<bool> IsImported(ServerProcess node, string lines)
    {
        try
        {
            var answer = await node.Client.Import(lines);
            return answer.Status == HttpStatusCode.OK && answer.Json.Number("refused") == 0;
        }
        catch (Exception e) when (Followers.IsAway(e))
        {
            return false;
        }
    }
}
