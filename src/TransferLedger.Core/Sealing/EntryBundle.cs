using System.Buffers.Binary;
using System.Collections.Immutable;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// A bundle of entries as it is served (C2SP tlog-tiles): of each entry its length as an unsigned 16-bit number, big-endian,
/// then its bytes.
/// </summary>
public static class EntryBundle
{
    /// <summary>The most bytes that an entry of a bundle may have.</summary>
    public const int LongestEntry = ushort.MaxValue;

    /// <summary>An entry longer than <see cref="LongestEntry"/> is a bug and throws.</summary>
    public static byte[] Write(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var bundle = new byte[entries.Sum(entry => sizeof(ushort) + entry.Length)];
        var at = 0;
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(at), checked((ushort)entry.Length));
            entry.Span.CopyTo(bundle.AsSpan(at + sizeof(ushort)));
            at += sizeof(ushort) + entry.Length;
        }

        return bundle;
    }

    /// <summary>
    /// The entries of a bundle of <paramref name="width"/> entries, as parts of <paramref name="bundle"/>. Fault:
    /// <c>bundle.unreadable</c>, where one is cut short, or there are fewer or more of them.
    /// </summary>
    public static Outcome<ImmutableArray<ReadOnlyMemory<byte>>> Read(ReadOnlyMemory<byte> bundle, int width)
    {
        var entries = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(width);
        var rest = bundle;
        while (entries.Count < width)
        {
            if (rest.Length < sizeof(ushort))
            {
                return Cut(entries.Count, width);
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            if (rest.Length < sizeof(ushort) + length)
            {
                return Cut(entries.Count, width);
            }

            entries.Add(rest.Slice(sizeof(ushort), length));
            rest = rest[(sizeof(ushort) + length)..];
        }

        return rest.IsEmpty
            ? entries.MoveToImmutable()
            : Fault.At(
                "bundle.unreadable",
                $"The bundle goes on for {rest.Length} bytes behind its {width} entries. Fetch it again."
            );
    }

    private static Fault Cut(int read, int width) =>
        Fault.At(
            "bundle.unreadable",
            $"The bundle ends within entry {read} of its {width} entries. Fetch it again."
        );
}
