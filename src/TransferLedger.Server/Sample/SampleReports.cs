using TransferLedger.Core.Filing;
using TransferLedger.Core.Log;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Sample;

/// <summary>
/// The facts of five press articles in our own words, as reports. They are filed through the same desk as everybody's, and
/// nothing else in the product knows them.
/// </summary>
internal static class SampleReports
{
    private const string Key = "sample";

    /// <summary>Files them all, in the order of their names, if the ledger is empty.</summary>
    public static async Task FileIfEmpty(ILog log, FilingDesk desk, CancellationToken cancellation)
    {
        if ((await log.Head(cancellation)).Size > 0)
        {
            return;
        }

        foreach (var name in Names())
        {
            var draft = ReportReader.Read(Text(name), desk.Today);
            if (await desk.File(draft.Value, Key, cancellation) is not Filed.New { Last: var last })
            {
                throw new InvalidOperationException($"{name} could not be filed into an empty ledger.");
            }

            await desk.IsProjected(last, cancellation);
        }
    }

    private static IEnumerable<string> Names() =>
        typeof(SampleReports)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Sample.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static byte[] Text(string name)
    {
        using var stream = typeof(SampleReports).Assembly.GetManifestResourceStream(name)!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}
