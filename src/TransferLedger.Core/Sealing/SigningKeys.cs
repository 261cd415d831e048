using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// The keys that a log signs with, all under its origin as name: Ed25519, ECDSA P-256, or both, at least one. Kept as PKCS #8
/// in PEM, one block a key, as <c>openssl genpkey</c> writes them.
/// </summary>
public sealed record SigningKeys
{
    private const string Label = "PRIVATE KEY";
    private const string Advice =
        "Make it with openssl genpkey -algorithm ed25519 and openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256, both into one file.";

    // RFC 8410 section 7: an Ed25519 key as PKCS #8 is these bytes and the 32 of the key.
    private static readonly byte[] Ed25519Prefix = Convert.FromHexString("302e020100300506032b657004220420");

    private SigningKeys(ImmutableArray<SigningKey> all, bool lacksLibcrypto) =>
        (All, LacksLibcrypto) = (all, lacksLibcrypto);

    /// <summary>In the order in which they sign: Ed25519 first.</summary>
    public ImmutableArray<SigningKey> All { get; }

    /// <summary>There is an Ed25519 key that cannot be used, since libcrypto 3 is not on this machine.</summary>
    public bool LacksLibcrypto { get; }

    /// <summary>Whether notes get the Ed25519 signature that a public log must carry (C2SP tlog-tiles).</summary>
    public bool IsConformant => All.Any(key => key.Verifier.Type == SignatureType.Ed25519);

    public ImmutableArray<VerifierKey> Verifiers => [.. All.Select(key => key.Verifier)];

    /// <summary>Faults: <c>key.name</c>, <c>key-file.unreadable</c>, <c>key-file.empty</c>, <c>key-file.twice</c>.</summary>
    /// <param name="pem">What the file holds; text between the blocks is passed over.</param>
    /// <param name="name">The origin of the log.</param>
    public static Outcome<SigningKeys> Read(string pem, string name) => Read(pem, name, Ed25519.IsAvailable);

    /// <summary>The same as if libcrypto 3 were there or not.</summary>
    public static Outcome<SigningKeys> Read(string pem, string name, bool hasLibcrypto)
    {
        ArgumentNullException.ThrowIfNull(pem);
        if (!VerifierKey.IsName(name))
        {
            return Fault.At("key.name", $"{Quote.Of(name)} is no name of a key.");
        }

        var faults = ImmutableArray.CreateBuilder<Fault>();
        var keys = new List<SigningKey>();
        var (number, lacksLibcrypto) = (0, false);
        foreach (var block in Blocks(pem))
        {
            number++;
            if (IsEd25519(block))
            {
                lacksLibcrypto |= !hasLibcrypto;
                if (hasLibcrypto)
                {
                    keys.Add(SigningKey.OfEd25519(name, block.AsSpan(Ed25519Prefix.Length)));
                }
            }
            else if (Ecdsa(name, block) is { } key)
            {
                keys.Add(key);
            }
            else
            {
                faults.Add(
                    Fault.At(
                        "key-file.unreadable",
                        $"Block {number} is neither an Ed25519 nor a P-256 key in PKCS #8. {Advice}"
                    )
                );
            }
        }

        if (keys.GroupBy(key => key.Verifier.Type).FirstOrDefault(type => type.Count() > 1) is { } twice)
        {
            faults.Add(
                Fault.At("key-file.twice", $"There are several keys of type {twice.Key}. Keep one of each.")
            );
        }

        if (keys.Count == 0 && faults.Count == 0)
        {
            faults.Add(
                Fault.At(
                    "key-file.empty",
                    lacksLibcrypto
                        ? $"There is an Ed25519 key alone, and OpenSSL's libcrypto 3 is not on this machine. Install it, or add a P-256 key. {Advice}"
                        : $"There is no private key in it. {Advice}"
                )
            );
        }

        return faults.Count > 0
            ? faults.ToImmutable()
            : new SigningKeys([.. keys.OrderBy(key => key.Verifier.Type)], lacksLibcrypto);
    }

    /// <summary>The text of a file with an Ed25519 and a P-256 key.</summary>
    /// <param name="ed25519">32 random bytes.</param>
    /// <param name="ecdsa">A new key on P-256.</param>
    public static string Write(ReadOnlySpan<byte> ed25519, ECDsa ecdsa)
    {
        ArgumentNullException.ThrowIfNull(ecdsa);
        var text = new StringBuilder();
        text.Append(PemEncoding.Write(Label, [.. Ed25519Prefix, .. ed25519])).Append('\n');
        text.Append(PemEncoding.Write(Label, ecdsa.ExportPkcs8PrivateKey())).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<byte[]> Blocks(string pem)
    {
        for (var rest = pem; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            yield return rest[fields.Label] == Label ? Convert.FromBase64String(rest[fields.Base64Data]) : [];
        }
    }

    private static bool IsEd25519(byte[] block) =>
        block.Length == Ed25519Prefix.Length + Ed25519.PrivateKeySize
        && block.AsSpan().StartsWith(Ed25519Prefix);

    private static SigningKey? Ecdsa(string name, byte[] block)
    {
        try
        {
            return SigningKey.OfEcdsa(name, block);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
