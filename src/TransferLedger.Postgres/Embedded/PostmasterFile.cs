using System.Diagnostics;
using System.Globalization;

namespace TransferLedger.Postgres.Embedded;

/// <summary>What a running server, or one that died, wrote into <c>postmaster.pid</c>.</summary>
/// <param name="Port">0 where the server has not yet written it.</param>
internal sealed record PostmasterFile(int ProcessId, string Folder, DateTimeOffset StartedAt, int Port)
{
    // Above the largest process id of Linux, macOS and Windows.
    private const string NoProcess = "2147483647";
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(2);

    /// <summary>Null where there is no file, or only the beginning of one.</summary>
    public static PostmasterFile? Read(string dataFolder)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(dataFolder));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (
            lines.Length < 3
            || !int.TryParse(lines[0], NumberStyles.AllowLeadingSign, null, out var processId)
            || !long.TryParse(lines[2], NumberStyles.None, null, out var startedAt)
        )
        {
            return null;
        }

        var port =
            lines.Length > 3 && int.TryParse(lines[3], NumberStyles.None, null, out var read) ? read : 0;
        return new PostmasterFile(
            Math.Abs(processId),
            lines[1],
            DateTimeOffset.FromUnixTimeSeconds(startedAt),
            port
        );
    }

    /// <summary>Whether the process is there and is that server, not a later one that got the same id.</summary>
    public bool IsRunning() => OperatingSystem.IsLinux() ? CommandLineNamesFolder() : LooksLikeServer();

    /// <summary>
    /// Makes the file name no process, so that a server can start. It is not deleted: its last lines let PostgreSQL see
    /// whether children of the dead server still hold the shared memory.
    /// </summary>
    public static async Task NameNoProcess(string dataFolder, string? user, CancellationToken cancellation)
    {
        var path = PathIn(dataFolder);
        var unfinished = path + ".new";
        var lines = await File.ReadAllLinesAsync(path, cancellation);
        lines[0] = NoProcess;
        File.Delete(unfinished);
        Secrets.WritePrivately(
            unfinished,
            System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")
        );
        await Folders.GiveTo(user, unfinished, cancellation);
        File.Move(unfinished, path, overwrite: true);
    }

    // Readable for everybody, also where other links below /proc are not; empty for a zombie.
    private bool CommandLineNamesFolder()
    {
        try
        {
            return File.ReadAllText($"/proc/{ProcessId}/cmdline")
                .Split('\0')
                .Contains(Folder, StringComparer.Ordinal);
        }
        catch (IOException)
        {
            return false; // No such process.
        }
        catch (UnauthorizedAccessException)
        {
            return false; // Hidden from us, so it is not ours.
        }
    }

    private bool LooksLikeServer()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase)
                && new DateTimeOffset(process.StartTime) < StartedAt + ClockSlack;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false; // No such process, or it just ended.
        }
    }

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, "postmaster.pid");
}
