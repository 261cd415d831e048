namespace TransferLedger.Postgres.Embedded;

/// <summary>
/// The settings that an embedded server is started with, as one word each (they go through a shell). Durability is not
/// among them: it stays as PostgreSQL has it.
/// </summary>
internal static class ServerSettings
{
    private const long MiB = 1024 * 1024;

    public static string For(int port, string dataFolder)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MiB;
        var disk = new DriveInfo(dataFolder).AvailableFreeSpace / MiB;
        string[] settings =
        [
            $"port={port}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            $"shared_buffers={Math.Clamp(memory / 8, 32, 1024)}MB",
            $"max_wal_size={Math.Clamp(disk / 20, 128, 4096)}MB",
            // A failed statement or a key's detail may hold claim text, which no log may.
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
        ];
        return string.Join(' ', settings.Select(s => $"-c {s}"));
    }
}
