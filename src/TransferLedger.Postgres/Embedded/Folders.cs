using System.Runtime.InteropServices;

namespace TransferLedger.Postgres.Embedded;

/// <summary>Folders that an unprivileged user can enter, and that are on disk when we say so.</summary>
internal static class Folders
{
    private const UnixFileMode Enterable =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    private const UnixFileMode Ours =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Makes the folder and all above it; those that were there are left as they are. Root's can be entered by all,
    /// whatever the umask is: another user runs the server.
    /// </summary>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        Make(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(folder, Enterable);
        }
    }

    /// <summary>A new folder of our own, or of <paramref name="user"/> where one is named.</summary>
    public static async Task MakeOwned(string folder, string? user, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Ours);
        }

        await GiveTo(user, folder, cancellation);
    }

    public static async Task GiveTo(string? user, string path, CancellationToken cancellation)
    {
        if (user is null)
        {
            return;
        }

        var given = await new Command("chown", [user, path]).Run(cancellation);
        if (!given.Succeeded)
        {
            throw new EmbeddedPostgresUnavailable($"{path} cannot be given to the user {user}: {given.Said}");
        }
    }

    /// <summary>Removes what killed processes left; what resists is tried again next time.</summary>
    public static void RemoveLeftovers(string folder, string prefix)
    {
        foreach (var leftover in Directory.GetDirectories(folder, prefix + "*"))
        {
            try
            {
                Directory.Delete(leftover, recursive: true);
            }
            catch (IOException)
            {
                // An orphan of the killed process still writes there.
            }
        }
    }

    /// <summary>Renames so that the new name survives a power cut.</summary>
    public static void MoveDurably(string from, string to)
    {
        Directory.Move(from, to);
        SyncNameOf(to);
    }

    /// <summary>The same of a file, which takes the place of one that is there.</summary>
    public static void MoveFileDurably(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        SyncNameOf(to);
    }

    private static void SyncNameOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var parent = Open(Path.GetDirectoryName(path)!, 0);
        if (parent < 0 || Sync(parent) != 0)
        {
            throw new IOException($"{path} could not be synced (errno {Marshal.GetLastPInvokeError()}).");
        }

        _ = Close(parent);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
