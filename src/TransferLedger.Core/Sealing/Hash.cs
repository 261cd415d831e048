using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TransferLedger.Core.Sealing;

/// <summary>A SHA-256 hash: 32 bytes, compared by content. The default value is 32 zero bytes and the hash of nothing.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Hash
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private readonly ulong a;
    private readonly ulong b;
    private readonly ulong c;
    private readonly ulong d;

    /// <summary>Reads 32 bytes; another length is a bug of the caller and throws.</summary>
    public Hash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        (a, b, c, d) = (words[0], words[1], words[2], words[3]);
    }

    public void CopyTo(Span<byte> destination)
    {
        Debug.Assert(destination.Length >= Size, "room for a hash");
        var words = MemoryMarshal.Cast<byte, ulong>(destination[..Size]);
        (words[0], words[1], words[2], words[3]) = (a, b, c, d);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>As checkpoints write it.</summary>
    public string ToBase64() => Convert.ToBase64String(ToArray());

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
