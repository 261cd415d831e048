namespace TransferLedger.Postgres.Embedded;

/// <summary>
/// Who uses the server: one locked file a user, so that a killed user counts no longer. Asked and changed only by the
/// holder of the folder's turn.
/// </summary>
internal sealed class LiveUsers(string folder)
{
    /// <summary>A place among the users; disposing gives it up.</summary>
    public FileLock Enter()
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{Environment.ProcessId}-{Guid.NewGuid():N}");
        return FileLock.TryTake(path, FileMode.CreateNew, FileOptions.DeleteOnClose)
            ?? throw new IOException($"{path} was made by us and is locked by another.");
    }

    public bool AnyAlive() => Directory.Exists(folder) && Directory.GetFiles(folder).Any(IsAlive);

    private static bool IsAlive(string path)
    {
        using var taken = FileLock.TryTake(path, FileMode.Open, FileOptions.DeleteOnClose);
        return taken is null;
    }
}
