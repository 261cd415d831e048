using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Mirrors;

/// <summary>A disk that does not take what is written to it: no fault of the log.</summary>
internal static class DiskFull
{
    /// <exception cref="HaltException">The folder cannot be written; exit code 3.</exception>
    public static async Task<T> Told<T>(string folder, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Failed(
                "folder.unwritable",
                $"{folder} cannot be written: {e.Message.TrimEnd('.')}. Make room, or name another; the next run goes on where this one stopped."
            );
        }
    }
}
