using System.Security.Cryptography;
using System.Text.Json;

namespace TransferLedger.Postgres.Embedded;

/// <summary>The passwords of a cluster's three roles, and the system user that owns its files.</summary>
/// <param name="RunsAs">Null where the server runs as whoever starts it.</param>
internal sealed record Secrets(string Administrator, string Owner, string Server, string? RunsAs)
{
    public static Secrets Make(string? runsAs) => new(NewPassword(), NewPassword(), NewPassword(), runsAs);

    public static Secrets? Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<Secrets>(File.ReadAllBytes(path)) : null;

    public void Write(string path)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        WritePrivately(unfinished, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Writes a new file that its owner alone can read.</summary>
    public static void WritePrivately(string path, ReadOnlySpan<byte> bytes)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, how);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Says nothing of what it holds, wherever it is printed.</summary>
    public override string ToString() => nameof(Secrets);

    // Hexadecimal: needs no quoting in SQL, in a password file or in a connection string.
    private static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
