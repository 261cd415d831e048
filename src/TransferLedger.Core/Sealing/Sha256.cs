using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// SHA-256 of a byte and what follows it. What is short goes through libcrypto's plain functions with a context on the
/// stack: its one-shot function, which .NET calls, allocates and clears for longer than it hashes a few hundred bytes.
/// </summary>
internal static class Sha256
{
    /// <summary>As much as is hashed within a few microseconds, which is how long a collection of garbage may be kept waiting.</summary>
    private const int Short = 4_096;

    private static readonly bool Plain = Libcrypto.HasPlainSha256;

    public static Hash Of(byte first, ReadOnlySpan<byte> rest) =>
        Plain && rest.Length <= Short ? OfShort(first, rest) : OfAny(first, rest);

    private static Hash OfShort(byte first, ReadOnlySpan<byte> rest)
    {
        Libcrypto.Sha256Context context = default;
        Span<byte> hash = stackalloc byte[Hash.Size];
        var done =
            Libcrypto.Sha256Init(ref context)
            & Libcrypto.Sha256Update(ref context, in first, 1)
            & Libcrypto.Sha256Update(ref context, in Libcrypto.Start(rest), (nuint)rest.Length)
            & Libcrypto.Sha256Final(ref hash[0], ref context);
        return done == Libcrypto.Success
            ? new Hash(hash)
            : throw new UnreachableException("SHA-256 cannot fail.");
    }

    private static Hash OfAny(byte first, ReadOnlySpan<byte> rest)
    {
        var length = rest.Length + 1;
        var input = ArrayPool<byte>.Shared.Rent(length);
        input[0] = first;
        rest.CopyTo(input.AsSpan(1));
        Span<byte> hash = stackalloc byte[Hash.Size];
        SHA256.HashData(input.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(input);
        return new Hash(hash);
    }
}
