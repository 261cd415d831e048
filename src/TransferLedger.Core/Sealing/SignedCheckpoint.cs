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
    ) => Read(note).Then(signed => signed.Believed(signed.Note.VerifiedBy(known), origin));

    /// <summary>
    /// The same, and every known key that can verify on this machine must have signed, as <see cref="SignedNote.VerifiedByAll"/>
    /// has it: for a copy, in which no byte may be another one.
    /// </summary>
    /// <param name="origin">Null: whichever log the known keys sign for.</param>
    public static Outcome<SignedCheckpoint> OpenByAll(
        ReadOnlySpan<byte> note,
        IReadOnlyCollection<VerifierKey> known,
        string? origin = null
    ) => Read(note).Then(signed => signed.Believed(signed.Note.VerifiedByAll(known), origin));

    /// <summary>The note.</summary>
    public override string ToString() => Note.ToString();

    private Outcome<SignedCheckpoint> Believed(
        Outcome<ImmutableArray<VerifierKey>> verified,
        string? origin
    ) =>
        verified.Then<SignedCheckpoint>(_ =>
            origin is null || Checkpoint.Origin == origin
                ? this
                : Fault.At(
                    "checkpoint.other-log",
                    $"This is a checkpoint of {Quote.Of(Checkpoint.Origin)}, not of {Quote.Of(origin)}."
                )
        );
}
