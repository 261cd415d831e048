using System.Buffers.Binary;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>One signature line of a note: <c>— &lt;name&gt; &lt;base64 of key ID and signature&gt;</c>, without its line end.</summary>
public sealed record NoteSignature
{
    private const string Dash = "— ";

    internal NoteSignature(string name, uint keyId, ReadOnlyMemory<byte> bytes) =>
        (Name, KeyId, Bytes) = (name, keyId, bytes);

    public string Name { get; }

    public uint KeyId { get; }

    /// <summary>Without the key ID; at least one.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>By name <em>and</em> key ID.</summary>
    public bool IsBy(VerifierKey key) => key.Name == Name && key.Id == KeyId;

    /// <summary>Fault: <c>note.signature-unreadable</c>.</summary>
    internal static Outcome<NoteSignature> Read(string line)
    {
        if (
            line.StartsWith(Dash, StringComparison.Ordinal)
            && line[Dash.Length..].Split(' ') is [var name, var encoded]
            && VerifierKey.IsName(name)
            && Base64.Read(encoded) is { Length: > sizeof(uint) } bytes
        )
        {
            return new NoteSignature(
                name,
                BinaryPrimitives.ReadUInt32BigEndian(bytes),
                bytes.AsMemory(sizeof(uint))
            );
        }

        return Fault.At(
            "note.signature-unreadable",
            $"{Quote.Of(line)} is no signature: a dash, the name of the key, and base64 of its ID and the signature."
        );
    }

    public bool Equals(NoteSignature? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => HashCode.Combine(Name, KeyId);

    public override string ToString()
    {
        var bytes = new byte[sizeof(uint) + Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Bytes.Span.CopyTo(bytes.AsSpan(sizeof(uint)));
        return $"{Dash}{Name} {Base64.Of(bytes)}";
    }
}
