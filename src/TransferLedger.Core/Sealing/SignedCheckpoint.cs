using System.Collections.Immutable;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>A checkpoint and the note that says it, signed.</summary>
public sealed record SignedCheckpoint
{
    private SignedCheckpoint(Checkpoint checkpoint, SignedNote note) =>
        (Checkpoint, Note) = (checkpoint, note);

    public Checkpoint Checkpoint { get; }

    public SignedNote Note { get; }

    public static SignedCheckpoint Sign(Checkpoint checkpoint, SigningKeys keys)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(keys);
        return new(checkpoint, SignedNote.Sign(checkpoint.ToString(), keys.All));
    }

    /// <summary>Reads it and verifies nothing. Faults: those of <see cref="SignedNote.Read"/> and <see cref="Checkpoint.Read"/>.</summary>
    public static Outcome<SignedCheckpoint> Read(ReadOnlySpan<byte> note) =>
        SignedNote
            .Read(note)
            .Then(read =>
                Checkpoint.Read(read.Text).Map(checkpoint => new SignedCheckpoint(checkpoint, read))
            );

    /// <summary>
    /// Reads it and believes it only if a known key signed it and, where an origin is named, it is of that log. Faults: those
    /// of <see cref="Read"/>, <see cref="SignedNote.VerifiedBy"/>, and <c>checkpoint.other-log</c>.
    /// </summary>
    /// <param name="origin">Null: whichever log the known keys sign for.</param>
    public static Outcome<SignedCheckpoint> Open(
        ReadOnlySpan<byte> note,
        IReadOnlyCollection<VerifierKey> known,
        string? origin = null
    )
    {
        var read = Read(note);
        return read.Then<ImmutableArray<VerifierKey>>(signed => signed.Note.VerifiedBy(known))
            .Then<SignedCheckpoint>(_ =>
                origin is null || read.Value.Checkpoint.Origin == origin
                    ? read.Value
                    : Fault.At(
                        "checkpoint.other-log",
                        $"This is a checkpoint of {Quote.Of(read.Value.Checkpoint.Origin)}, not of {Quote.Of(origin)}."
                    )
            );
    }

    /// <summary>The note.</summary>
    public override string ToString() => Note.ToString();
}
