using System.Buffers;
using System.Security.Cryptography;

namespace TransferLedger.Core.Sealing;

/// <summary>The three hashes of an RFC 6962 section 2.1 tree over SHA-256: leaf, node, and the empty tree.</summary>
public static class Merkle
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int LeafOnStack = 1_024;

    /// <summary>Root of a log without entries: <c>H("")</c>.</summary>
    public static Hash Empty { get; } = new(SHA256.HashData([]));

    /// <summary><c>H(00 ‖ entry)</c>.</summary>
    public static Hash Leaf(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        var rented = length > LeafOnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var input = rented is null ? stackalloc byte[length] : rented.AsSpan(0, length);
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        var leaf = Sha256(input);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return leaf;
    }

    /// <summary><c>H(01 ‖ left ‖ right)</c>.</summary>
    public static Hash Node(Hash left, Hash right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Hash.Size];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Hash.Size)..]);
        return Sha256(input);
    }

    /// <summary>The same over any bytes, for the published vector <c>node("N123", "N456")</c>.</summary>
    public static Hash Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        new(SHA256.HashData([NodePrefix, .. left, .. right]));

    private static Hash Sha256(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[Hash.Size];
        SHA256.HashData(input, hash);
        return new Hash(hash);
    }
}
