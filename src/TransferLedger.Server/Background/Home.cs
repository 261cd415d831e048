using System.Text.Json;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Server.Background;

/// <summary>
/// What the command line on the same machine finds beside an embedded ledger: its address while it runs, and an admin key.
/// Both can be read by this user alone.
/// </summary>
internal static class Home
{
    public const string AddressFile = "server.json";
    public const string KeyFile = "admin.key";
    private const string KeyName = "local-admin";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes an admin key at the first start, or where the file was lost or its key revoked.</summary>
    public static async Task EnsureAdminKey(string home, KeyStore keys, CancellationToken cancellation)
    {
        var path = Path.Combine(home, KeyFile);
        if (
            File.Exists(path)
            && await keys.Find((await File.ReadAllTextAsync(path, cancellation)).Trim(), cancellation)
                is not null
        )
        {
            return;
        }

        var (_, text) = await keys.Create(Role.Admin, KeyName, expiresAt: null, cancellation);
        await Write(path, text.ToString(), cancellation);
    }

    public static Task WriteAddress(string home, string url, CancellationToken cancellation) =>
        Write(
            Path.Combine(home, AddressFile),
            JsonSerializer.Serialize(new { url, pid = Environment.ProcessId }),
            cancellation
        );

    public static void RemoveAddress(string home) => File.Delete(Path.Combine(home, AddressFile));

    /// <summary>Written beside and moved into place, so that nobody reads half a file or one that others may read.</summary>
    private static async Task Write(string path, string text, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var beside = $"{path}.{Environment.ProcessId}";
        await using (var file = new FileStream(beside, options))
        await using (var writer = new StreamWriter(file))
        {
            await writer.WriteAsync(text.AsMemory(), cancellation);
        }

        File.Move(beside, path, overwrite: true);
    }
}
