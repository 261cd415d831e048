using System.Numerics;
using System.Security.Cryptography;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

/// <summary>
/// RFC 6962 sections 2.1 to 2.1.2 word for word, by recursion, sharing no code with what it is held against. What was hashed once
/// is remembered.
/// </summary>
internal sealed class NaivePaths(ReadOnlyMemory<byte>[] entries)
{
    private readonly Dictionary<(int, int), Hash> known = [];

    public Hash Root(int size) => Mth(0, size);

    /// <summary>PATH(m, D[size]).</summary>
    public List<Hash> Inclusion(int m, int size) => Path(m, 0, size);

    /// <summary>PROOF(m, D[size]).</summary>
    public List<Hash> Consistency(int m, int size) => SubProof(m, 0, size, isWhole: true);

    private List<Hash> Path(int m, int from, int to)
    {
        if (to - from == 1)
        {
            return [];
        }

        var k = from + Split(to - from);
        return m < k ? [.. Path(m, from, k), Mth(k, to)] : [.. Path(m, k, to), Mth(from, k)];
    }

    private List<Hash> SubProof(int m, int from, int to, bool isWhole)
    {
        if (m == to)
        {
            return isWhole ? [] : [Mth(from, to)];
        }

        var k = from + Split(to - from);
        return m <= k
            ? [.. SubProof(m, from, k, isWhole), Mth(k, to)]
            : [.. SubProof(m, k, to, isWhole: false), Mth(from, k)];
    }

    private Hash Mth(int from, int to)
    {
        if (known.TryGetValue((from, to), out var hash))
        {
            return hash;
        }

        var k = from + Split(to - from);
        hash = new Hash(
            to - from <= 1
                ? SHA256.HashData(to == from ? [] : [0, .. entries[from].Span])
                : SHA256.HashData([1, .. Mth(from, k).ToArray(), .. Mth(k, to).ToArray()])
        );
        known.Add((from, to), hash);
        return hash;
    }

    private static int Split(int size) => (int)(BitOperations.RoundUpToPowerOf2((uint)size) / 2);
}
