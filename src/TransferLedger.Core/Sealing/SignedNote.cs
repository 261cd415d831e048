using System.Collections.Immutable;
using System.Text;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// A text with signatures under it (C2SP signed-note): the text with its final line end, a blank line, then a line
/// <c>— &lt;name&gt; &lt;base64 of key ID and signature&gt;</c> a signature. Written and read in one spelling.
/// </summary>
public sealed record SignedNote
{
    /// <summary>Of a whole note, in bytes. The specification asks for room for 16 signatures, each of 5 kB at most.</summary>
    public const int LongestNote = 1_000_000;

    /// <summary>Signatures of a note.</summary>
    public const int MostSignatures = 64;

    private const string Blank = "\n\n";
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private SignedNote(string text, ImmutableArray<NoteSignature> signatures) =>
        (Text, Signatures) = (text, signatures);

    /// <summary>What is signed; ends in a line end.</summary>
    public string Text { get; }

    /// <summary>At least one; no two by the same name and key ID.</summary>
    public ImmutableArray<NoteSignature> Signatures { get; }

    /// <summary>Signs with each key. A text that no note may hold, no key or the same key twice is a bug and throws.</summary>
    public static SignedNote Sign(string text, IEnumerable<SigningKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var bytes = Strict.GetBytes(text);
        var note = new SignedNote(
            text,
            [.. keys.Select(key => new NoteSignature(key.Verifier.Name, key.Verifier.Id, key.Sign(bytes)))]
        );
        return Read(note.ToBytes()).Value;
    }

    /// <summary>
    /// Reads a note, split at its last blank line, and verifies nothing. Faults, all at once: <c>note.too-long</c>,
    /// <c>note.not-utf8</c>, <c>note.control-character</c>, <c>note.no-final-newline</c>, <c>note.no-signatures</c>,
    /// <c>note.too-many-signatures</c>, <c>note.signature-twice</c> and, at <c>/signatures/&lt;n&gt;</c>,
    /// <c>note.signature-unreadable</c>.
    /// </summary>
    public static Outcome<SignedNote> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestNote)
        {
            return Fault.At(
                "note.too-long",
                $"A note has at most {LongestNote} bytes; this has {bytes.Length}."
            );
        }

        string all;
        try
        {
            all = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Fault.At("note.not-utf8", "The note is not UTF-8. Fetch it again, as bytes.");
        }

        var faults = ImmutableArray.CreateBuilder<Fault>();
        if (all.Any(c => c < ' ' && c != '\n'))
        {
            faults.Add(
                Fault.At(
                    "note.control-character",
                    "The note holds a control character other than the line end."
                )
            );
        }

        if (!all.EndsWith('\n'))
        {
            faults.Add(
                Fault.At("note.no-final-newline", "The note does not end with a line end; it was cut short.")
            );
        }

        var blank = all.LastIndexOf(Blank, StringComparison.Ordinal);
        var lines = blank < 0 ? "" : all[(blank + Blank.Length)..];
        if (lines.Length == 0)
        {
            faults.Add(
                Fault.At("note.no-signatures", "The note has no blank line with signatures behind it.")
            );
        }

        var signatures = ReadAll(lines, faults);
        return faults.Count > 0 ? faults.ToImmutable() : new SignedNote(all[..(blank + 1)], signatures);
    }

    /// <summary>
    /// The keys of <paramref name="known"/> that have signed it, at least one. Signatures by others are passed over; one by a
    /// known key that does not hold rejects the note. Keys that cannot verify on this machine count as not known. Faults:
    /// <c>note.signature-wrong</c>, <c>note.no-known-key</c>.
    /// </summary>
    public Outcome<ImmutableArray<VerifierKey>> VerifiedBy(IReadOnlyCollection<VerifierKey> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var text = Strict.GetBytes(Text);
        var faults = ImmutableArray.CreateBuilder<Fault>();
        var verified = ImmutableArray.CreateBuilder<VerifierKey>();
        foreach (var (signature, n) in Signatures.Select((s, n) => (s, n)))
        {
            foreach (var key in known.Where(key => key.CanVerify && signature.IsBy(key)).Distinct())
            {
                if (key.Verifies(text, signature.Bytes.Span))
                {
                    verified.Add(key);
                }
                else
                {
                    faults.Add(
                        new Fault(
                            $"/signatures/{n}",
                            "note.signature-wrong",
                            $"The signature by {key.Name} with key {key.Id:x8} does not hold: text or signature were changed."
                        )
                    );
                }
            }
        }

        if (faults.Count == 0 && verified.Count == 0)
        {
            faults.Add(
                Fault.At(
                    "note.no-known-key",
                    known.All(key => key.CanVerify)
                        ? "None of the signatures is by a key that is known. Name the key to believe."
                        : "None of the signatures is by a key that can be verified here: for Ed25519 OpenSSL's libcrypto 3 is needed."
                )
            );
        }

        return faults.Count > 0 ? faults.ToImmutable() : verified.ToImmutable();
    }

    /// <summary>
    /// The same, and every key of <paramref name="known"/> that can verify on this machine must have signed: a signature whose
    /// name or key ID was changed is not passed over as one by somebody else. Faults: those of <see cref="VerifiedBy"/>, and
    /// <c>note.not-signed</c> for each key that has not.
    /// </summary>
    public Outcome<ImmutableArray<VerifierKey>> VerifiedByAll(IReadOnlyCollection<VerifierKey> known)
    {
        var verified = VerifiedBy(known);
        var lacking = known
            .Where(key => key.CanVerify && !Signatures.Any(signature => signature.IsBy(key)))
            .Distinct()
            .Select(key =>
                Fault.At(
                    "note.not-signed",
                    $"It bears no signature by {key.Name} with key {key.Id:x8}, which is believed. It was left out or changed, or the key is not one of this log's."
                )
            )
            .ToImmutableArray();
        return lacking.IsEmpty ? verified : verified.Faults.AddRange(lacking);
    }

    public byte[] ToBytes() => Strict.GetBytes(ToString());

    public bool Equals(SignedNote? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The whole note.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(s => $"{s}\n"))}";

    private static ImmutableArray<NoteSignature> ReadAll(string text, ImmutableArray<Fault>.Builder faults)
    {
        var lines = text.Split('\n');
        var signatures = ImmutableArray.CreateBuilder<NoteSignature>();
        if (lines.Length - 1 > MostSignatures)
        {
            faults.Add(
                Fault.At("note.too-many-signatures", $"A note has at most {MostSignatures} signatures.")
            );
            return [];
        }

        for (var n = 0; n < lines.Length; n++)
        {
            if (n == lines.Length - 1 && lines[n].Length == 0)
            {
                break;
            }

            var read = NoteSignature.Read(lines[n]).Under($"/signatures/{n}");
            faults.AddRange(read.Faults);
            if (read.IsOk)
            {
                signatures.Add(read.Value);
            }
        }

        if (signatures.DistinctBy(s => (s.Name, s.KeyId)).Count() < signatures.Count)
        {
            faults.Add(
                Fault.At(
                    "note.signature-twice",
                    "Two signatures are by the same name and key ID. Drop one of them."
                )
            );
        }

        return signatures.ToImmutable();
    }
}
