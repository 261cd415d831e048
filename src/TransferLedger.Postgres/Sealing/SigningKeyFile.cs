using System.Security.Cryptography;
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
