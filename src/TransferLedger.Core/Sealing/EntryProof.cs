using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// One entry with the proof that it stands in a log, in one file that needs nothing else: a C2SP tlog-proof with the bytes of the
/// entry as its extra data, which that format leaves to whoever writes it. The format does not authenticate them, but the path
/// begins at their hash: other bytes prove nothing. Compared by its text.
/// </summary>
public sealed record EntryProof
{
    private EntryProof(TlogProof proof, ReadOnlyMemory<byte> entry) => (Proof, Bytes) = (proof, entry);

    public TlogProof Proof { get; }

    /// <summary>Of the entry, as they are hashed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <param name="proof">Of this entry.</param>
    /// <param name="entry">Its bytes.</param>
    public static EntryProof Of(TlogProof proof, ReadOnlyMemory<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return new(proof.With(entry.Span), entry);
    }

    /// <summary>Reads it and verifies nothing. Faults: those of <see cref="TlogProof.Read"/>, and <c>proof.no-entry</c>.</summary>
    public static Outcome<EntryProof> Read(ReadOnlySpan<byte> bytes) =>
        TlogProof
            .Read(bytes)
            .Then<EntryProof>(proof =>
                proof.Extra is { } extra
                    ? new EntryProof(proof, Base64.Read(extra))
                    : Fault.At(
                        "proof.no-entry",
                        "The proof does not hold its entry. Take the file that transferledger prove wrote."
                    )
            );

    /// <summary>
    /// The entry, if it stands where this says in the log that <paramref name="known"/> keys sign for. Faults: those of
    /// <see cref="TlogProof.Verify"/>, and <c>proof.entry-unreadable</c> where what stands there is no entry of a ledger.
    /// </summary>
    public Outcome<Entry> Verify(IReadOnlyCollection<VerifierKey> known)
    {
        var (position, bytes) = (Proof.Index, Bytes);
        return Proof
            .Verify(bytes.Span, known)
            .Then<Entry>(_ =>
            {
                try
                {
                    return EntryBytes.At(new Position(position), bytes);
                }
                catch (FormatException e)
                {
                    return Fault.At(
                        "proof.entry-unreadable",
                        $"It stands in the log, and is no entry of a ledger: {e.Message}"
                    );
                }
            });
    }

    public byte[] ToBytes() => Proof.ToBytes();

    public bool Equals(EntryProof? other) => Proof.Equals(other?.Proof);

    public override int GetHashCode() => Proof.GetHashCode();

    public override string ToString() => Proof.ToString();
}
