using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>How a note is signed: the type bytes of C2SP signed-note.</summary>
public enum SignatureType
{
    /// <summary>RFC 8032, what a public log must carry.</summary>
    Ed25519 = 1,

    /// <summary>ECDSA over P-256 and SHA-256, signatures in DER.</summary>
    EcdsaP256 = 2,
}

/// <summary>
/// A public key that verifies notes, by name and key ID (C2SP signed-note). Its text is
/// <c>&lt;name&gt;+&lt;key ID, 8 hexadecimal digits&gt;+&lt;base64 of type and key&gt;</c>. Compared by that text.
/// </summary>
public sealed record VerifierKey
{
    private const int IdDigits = 8;
    private readonly byte[] publicKey;
    private readonly string text;

    private VerifierKey(string name, SignatureType type, byte[] publicKey)
    {
        (Name, Type, this.publicKey) = (name, type, publicKey);
        Id = IdOf(name, type, publicKey);
        text = $"{name}+{Id:x8}+{Base64.Of([(byte)type, .. publicKey])}";
    }

    /// <summary>Who signs: a URL without scheme. No blanks, no plus sign, no control characters.</summary>
    public string Name { get; }

    /// <summary>The first four bytes, big-endian, of a SHA-256 that the type prescribes.</summary>
    public uint Id { get; }

    public SignatureType Type { get; }

    /// <summary>32 bytes of an Ed25519 key; else the SubjectPublicKeyInfo in DER.</summary>
    public ReadOnlyMemory<byte> PublicKey => publicKey;

    /// <summary>False for an Ed25519 key where libcrypto 3 is missing.</summary>
    public bool CanVerify => Type != SignatureType.Ed25519 || Ed25519.IsAvailable;

    /// <summary>Faults: <c>key.name</c>, <c>key.unreadable</c>.</summary>
    public static Outcome<VerifierKey> Of(string name, SignatureType type, ReadOnlySpan<byte> publicKey)
    {
        ArgumentNullException.ThrowIfNull(name);
        var faults = ImmutableArray.CreateBuilder<Fault>();
        if (!IsName(name))
        {
            faults.Add(
                Fault.At(
                    "key.name",
                    $"{Quote.Of(name)} is no name of a key. Write a URL without scheme: no blanks, no plus sign."
                )
            );
        }

        if (!IsKey(type, publicKey))
        {
            faults.Add(
                Fault.At(
                    "key.unreadable",
                    $"These {publicKey.Length} bytes are no public key of type {type}."
                )
            );
        }

        return faults.Count > 0 ? faults.ToImmutable() : new VerifierKey(name, type, publicKey.ToArray());
    }

    /// <summary>Reads the text of a key. Faults: <c>key.name</c>, <c>key.unreadable</c>, <c>key.id</c>.</summary>
    public static Outcome<VerifierKey> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Base64 may hold a plus sign, a name may not.
        if (
            text.Split('+', 3) is not [var name, { Length: IdDigits } id, var encoded]
            || !uint.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            || Base64.Read(encoded) is not [var type, .. var publicKey]
            || !Enum.IsDefined((SignatureType)type)
        )
        {
            return Fault.At(
                "key.unreadable",
                $"{Quote.Of(text)} is no verifier key. Take a whole line of /log.vkey: <name>+<id>+<key>."
            );
        }

        var read = Of(name, (SignatureType)type, publicKey);
        return read.IsOk && read.Value.text != text
            ? Fault.At(
                "key.id",
                $"The key ID {Quote.Of(id)} is not that of the key, {read.Value.Id:x8}. Copy the line again."
            )
            : read;
    }

    /// <summary>Whether it is this key's signature of that text. Where <see cref="CanVerify"/> is false asking is a bug and throws.</summary>
    public bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (Type == SignatureType.Ed25519)
        {
            return Ed25519.Verifies(signed, signature, publicKey);
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key.VerifyData(
            signed,
            signature,
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
    }

    public bool Equals(VerifierKey? other) => other is not null && text == other.text;

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that <see cref="Read"/> reads.</summary>
    public override string ToString() => text;

    internal static bool IsName(string name) =>
        name.Length > 0 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsKey(SignatureType type, ReadOnlySpan<byte> publicKey)
    {
        if (type == SignatureType.Ed25519)
        {
            return publicKey.Length == Ed25519.PublicKeySize;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length
                && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value
                    == ECCurve.NamedCurves.nistP256.Oid.Value;
        }
        // A curve that this platform does not know is told apart from bytes that are no key at all.
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private static uint IdOf(string name, SignatureType type, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(
            type == SignatureType.Ed25519
                ? SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey])
                : SHA256.HashData(publicKey)
        );
}
