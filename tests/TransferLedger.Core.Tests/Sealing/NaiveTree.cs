using System.Numerics;
using System.Security.Cryptography;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

/// <summary>RFC 6962 section 2.1 word for word, by recursion, sharing no code with what it is held against.</summary>
public static class NaiveTree
{
    public static Hash Root(ReadOnlySpan<ReadOnlyMemory<byte>> entries) => new(Hash(entries));

    private static byte[] Hash(ReadOnlySpan<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Length <= 1)
        {
            return SHA256.HashData(entries.IsEmpty ? [] : [0, .. entries[0].Span]);
        }

        var split = (int)(BitOperations.RoundUpToPowerOf2((uint)entries.Length) / 2);
        return SHA256.HashData([1, .. Hash(entries[..split]), .. Hash(entries[split..])]);
    }
}
