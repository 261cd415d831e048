using System.Security.Cryptography;

namespace TransferLedger.Core.Sealing;

/// <summary>The three hashes of an RFC 6962 section 2.1 tree over SHA-256: leaf, node, and the empty tree.</summary>
public static class Merkle
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>Root of a log without entries: <c>H("")</c>.</summary>
    public static Hash Empty { get; } = new(SHA256.HashData([]));

    /// <summary><c>H(00 ‖ entry)</c>.</summary>
    public static Hash Leaf(ReadOnlySpan<byte> entry) => Sha256.Of(LeafPrefix, entry);

    /// <summary><c>H(01 ‖ left ‖ right)</c>.</summary>
    public static Hash Node(Hash left, Hash right)
    {
        Span<byte> both = stackalloc byte[2 * Hash.Size];
        left.CopyTo(both);
        right.CopyTo(both[Hash.Size..]);
        return Sha256.Of(NodePrefix, both);
    }

    /// <summary>The same over any bytes, for the published vector <c>node("N123", "N456")</c>.</summary>
    public static Hash Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        Sha256.Of(NodePrefix, [.. left, .. right]);
}
