using System.Globalization;
using Npgsql;

namespace TransferLedger.Benchmarks;

/// <summary>
/// Processor time of this process and of a PostgreSQL on this machine, those of its processes that have ended included. From
/// <c>/proc</c>, so on Linux only.
/// </summary>
internal readonly record struct ProcessorTime(TimeSpan Node, TimeSpan Database)
{
    // Fields of /proc/<pid>/stat behind the name of the process (man 5 proc), counted from its state.
    private const int Parent = 1;
    private const int User = 11;
    private const int System = 12;
    private const int ChildrenUser = 13;
    private const int ChildrenSystem = 14;

    /// <summary>The kernel's unit here (USER_HZ).</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static async Task<ProcessorTime> Now(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("select pg_backend_pid()");
        var postmaster = Stat((int)(await command.ExecuteScalarAsync())!)![Parent];
        var ticks = Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? pid : 0)
            .Where(pid => pid > 0)
            .Select(pid =>
                Stat(pid) is not { } stat ? 0
                : pid == postmaster ? stat[User] + stat[System] + stat[ChildrenUser] + stat[ChildrenSystem]
                : stat[Parent] == postmaster ? stat[User] + stat[System]
                : 0
            )
            .Sum();
        return new(Environment.CpuUsage.TotalTime, ticks * Tick);
    }

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier) =>
        new(later.Node - earlier.Node, later.Database - earlier.Database);

    public static ProcessorTime operator +(ProcessorTime one, ProcessorTime other) =>
        new(one.Node + other.Node, one.Database + other.Database);

    /// <param name="count">What it was spent on.</param>
    public string Each(long count) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"processor time {Node.TotalMicroseconds / count:N1} µs in the node, {Database.TotalMicroseconds / count:N1} µs in PostgreSQL"
        );

    /// <summary>Null: it has ended.</summary>
    private static long[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return
            [
                .. fields.Select(field =>
                    long.TryParse(field, CultureInfo.InvariantCulture, out var value) ? value : 0
                ),
            ];
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException or IOException)
        {
            return null;
        }
    }
}
