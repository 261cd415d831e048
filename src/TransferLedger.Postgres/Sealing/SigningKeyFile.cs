using System.Security.Cryptography;
using Npgsql;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Sealing;

/// <summary>The file that holds the keys which checkpoints are signed with.</summary>
public static class SigningKeyFile
{
    /// <summary>Reads it; with <paramref name="make"/> it is made first where there is none, for its owner alone (mode 0600).</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="origin">Of the log; the name of its keys.</param>
    /// <param name="make">Whether to make it.</param>
    /// <returns>Faults: <c>key-file.missing</c>, and those of <see cref="SigningKeys.Read(string, string)"/>.</returns>
    public static Outcome<SigningKeys> Open(string path, string origin, bool make)
    {
        if (make && !File.Exists(path))
        {
            Make(path);
        }

        try
        {
            return SigningKeys.Read(File.ReadAllText(path), origin);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fault.At("key-file.missing", $"The signing keys in {path} cannot be read: {e.Message}");
        }
    }

    /// <summary>
    /// Why no keys are made where there is no file: something was signed with others, and whoever believes those would take what the
    /// new ones sign for another log.
    /// </summary>
    /// <param name="path">Where the keys should lie.</param>
    /// <param name="database">What it remembers, as <c>ledger_server</c>.</param>
    /// <param name="file">What this node remembers.</param>
    /// <param name="origin">Of the log.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>Null: the file is there, or nothing was ever signed.</returns>
    public static async Task<string?> Lost(
        string path,
        NpgsqlDataSource database,
        SignedFile file,
        string origin,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(file);
        if (File.Exists(path))
        {
            return null;
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var isRemembered =
            await SigningMemory.Read(connection, origin, cancellation)
            is { Note: not null }
                or { Checkpoint.Size: > 0 };
        return isRemembered || file.Read() is not null
            ? $"checkpoints of this log were signed, and the keys that signed them are not in {path}. Put them back there and start the server again. If they are lost for good, make new ones there yourself, with (openssl genpkey -algorithm ed25519; openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256) > {path}, and tell everybody who believes the old ones."
            : null;
    }

    private static void Make(string path)
    {
        var full = Path.GetFullPath(path);
        var unfinished = full + ".new";
        Folders.Make(Path.GetDirectoryName(full)!);
        File.Delete(unfinished);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = SigningKeys.Write(RandomNumberGenerator.GetBytes(Ed25519.PrivateKeySize), ecdsa);
        Secrets.WritePrivately(unfinished, System.Text.Encoding.ASCII.GetBytes(text));
        Folders.MoveFileDurably(unfinished, full);
    }
}
