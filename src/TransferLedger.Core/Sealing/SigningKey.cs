using System.Security.Cryptography;

namespace TransferLedger.Core.Sealing;

/// <summary>A private key that signs notes under a name. Prints as its verifier key, never as what it holds.</summary>
public abstract class SigningKey
{
    private SigningKey(VerifierKey verifier) => Verifier = verifier;

    public VerifierKey Verifier { get; }

    /// <summary>The signature without the key ID.</summary>
    public abstract byte[] Sign(ReadOnlySpan<byte> text);

    public override string ToString() => Verifier.ToString();

    /// <summary>Of 32 bytes. Where libcrypto 3 is missing this is a bug and throws.</summary>
    /// <param name="name">A good name of a key; another is a bug and throws.</param>
    public static SigningKey OfEd25519(string name, ReadOnlySpan<byte> privateKey) =>
        new Ed25519Key(
            VerifierKey.Of(name, SignatureType.Ed25519, Ed25519.PublicKey(privateKey)).Value,
            privateKey.ToArray()
        );

    /// <summary>Of a P-256 key as PKCS #8 in DER.</summary>
    /// <param name="name">A good name of a key; another is a bug and throws.</param>
    /// <exception cref="CryptographicException">It is no such key.</exception>
    public static SigningKey OfEcdsa(string name, ReadOnlySpan<byte> pkcs8)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        var verifier = VerifierKey.Of(name, SignatureType.EcdsaP256, key.ExportSubjectPublicKeyInfo());
        return verifier.IsOk
            ? new EcdsaKey(verifier.Value, pkcs8.ToArray())
            : throw new CryptographicException(verifier.Faults[0].Says);
    }

    private sealed class Ed25519Key(VerifierKey verifier, byte[] privateKey) : SigningKey(verifier)
    {
        public override byte[] Sign(ReadOnlySpan<byte> text) => Ed25519.Sign(text, privateKey);
    }

    private sealed class EcdsaKey(VerifierKey verifier, byte[] pkcs8) : SigningKey(verifier)
    {
        public override byte[] Sign(ReadOnlySpan<byte> text)
        {
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return key.SignData(
                text.ToArray(),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            );
        }
    }
}
