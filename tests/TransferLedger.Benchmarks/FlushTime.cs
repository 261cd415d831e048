using System.Diagnostics;

namespace TransferLedger.Benchmarks;

/// <summary>What it takes to write 8 kB and have them on the disk: the floor of every durable append.</summary>
internal static class FlushTime
{
    private const int Writes = 201;

    /// <summary>The median in the folder for temporary files, where the scratch server lies too.</summary>
    public static TimeSpan Measure()
    {
        var path = Path.Combine(Path.GetTempPath(), $"transferledger-flush-{Guid.NewGuid():N}");
        using var file = new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            bufferSize: 0,
            FileOptions.DeleteOnClose
        );
        var times = Enumerable.Range(0, Writes).Select(_ => WriteOnce(file)).Order().ToList();
        return times[Writes / 2];
    }

    private static TimeSpan WriteOnce(FileStream file)
    {
        var started = Stopwatch.GetTimestamp();
        file.Position = 0;
        file.Write(new byte[8_192]);
        file.Flush(flushToDisk: true);
        return Stopwatch.GetElapsedTime(started);
    }
}
