using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// Ed25519 (RFC 8032) by OpenSSL's libcrypto 3, which .NET itself uses on Linux. Where it is missing nothing can be signed or
/// verified with it; asking all the same is a bug and throws.
/// </summary>
public static class Ed25519
{
    /// <summary>Bytes of a public key.</summary>
    public const int PublicKeySize = 32;

    /// <summary>Bytes of a private key: any 32 random ones are one.</summary>
    public const int PrivateKeySize = 32;

    public const int SignatureSize = 64;

    /// <summary>Whether libcrypto 3 is on this machine.</summary>
    public static bool IsAvailable => Libcrypto.IsThere;

    public static byte[] PublicKey(ReadOnlySpan<byte> privateKey)
    {
        using var key = Libcrypto.PrivateKey(privateKey);
        var publicKey = new byte[PublicKeySize];
        nuint length = PublicKeySize;
        Must(Libcrypto.GetPublicKey(key, ref publicKey[0], ref length));
        Debug.Assert(length == PublicKeySize, "an Ed25519 key has 32 bytes");
        return publicKey;
    }

    /// <summary>64 bytes, the same for the same text and key.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> text, ReadOnlySpan<byte> privateKey)
    {
        using var key = Libcrypto.PrivateKey(privateKey);
        using var context = Libcrypto.Context();
        var signature = new byte[SignatureSize];
        nuint length = SignatureSize;
        Must(Libcrypto.SignInit(context, 0, 0, 0, key));
        Must(
            Libcrypto.Sign(context, ref signature[0], ref length, Libcrypto.Start(text), (nuint)text.Length)
        );
        return signature;
    }

    /// <summary>Whether it is the signature of that text. False for a public key or signature that is none.</summary>
    public static bool Verifies(
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> publicKey
    )
    {
        if (signature.Length != SignatureSize || publicKey.Length != PublicKeySize)
        {
            return false;
        }

        using var key = Libcrypto.PublicKey(publicKey);
        if (key.IsInvalid)
        {
            return Refused();
        }

        using var context = Libcrypto.Context();
        Must(Libcrypto.VerifyInit(context, 0, 0, 0, key));
        var verified = Libcrypto.Verify(
            context,
            Libcrypto.Start(signature),
            SignatureSize,
            Libcrypto.Start(text),
            (nuint)text.Length
        );
        return verified == Libcrypto.Success || Refused();
    }

    /// <summary>What OpenSSL noted about it must not be found by whoever uses it next on this thread.</summary>
    private static bool Refused()
    {
        Libcrypto.ClearErrors();
        return false;
    }

    private static void Must(int result)
    {
        if (result != Libcrypto.Success)
        {
            Fail();
        }
    }

    [DoesNotReturn]
    private static void Fail()
    {
        Libcrypto.ClearErrors();
        throw new InvalidOperationException("libcrypto refused what it must be able to do with Ed25519.");
    }
}
