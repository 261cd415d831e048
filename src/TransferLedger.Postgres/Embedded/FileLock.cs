using System.Diagnostics;

namespace TransferLedger.Postgres.Embedded;

/// <summary>A lock that the operating system frees when its holder dies, however it dies.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream held;

    private FileLock(FileStream held) => this.held = held;

    public static FileLock? TryTake(string path, FileMode mode, FileOptions options = FileOptions.None)
    {
        try
        {
            return new FileLock(
                new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options)
            );
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            return null; // Held: the subtypes (no such folder, no such file) are other matters.
        }
    }

    public static async Task<FileLock> Take(string path, TimeSpan limit, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (TryTake(path, FileMode.OpenOrCreate) is { } taken)
            {
                return taken;
            }

            if (waited.Elapsed > limit)
            {
                throw new EmbeddedPostgresUnavailable(
                    $"another process has held {path} for over {limit.TotalSeconds:0} s"
                );
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    public void Dispose() => held.Dispose();
}
