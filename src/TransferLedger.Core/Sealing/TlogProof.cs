using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// A proof that an entry stands in a log, in a file of its own (C2SP tlog-proof): the position, the path, and a signed
/// checkpoint. Whoever has the entry and the log's verifier key needs nothing else. Compared by its text, which has one spelling.
/// </summary>
public sealed record TlogProof
{
    /// <summary>As the specification asks for.</summary>
    public const string FileExtension = ".tlog-proof";

    /// <summary>Longer ones are refused unread: a path of 63 hashes and the longest note.</summary>
    public const int Longest = SignedNote.LongestNote + 100_000;

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraWord = "extra ";
    private const string IndexWord = "index ";
    private const int MostHashes = 63;

    private TlogProof(long index, ImmutableArray<Hash> path, SignedCheckpoint checkpoint, string? extra) =>
        (Index, Path, Checkpoint, Extra) = (index, path, checkpoint, extra);

    /// <summary>Position of the entry, from 0.</summary>
    public long Index { get; }

    /// <summary>From the leaf's sibling up.</summary>
    public ImmutableArray<Hash> Path { get; }

    public SignedCheckpoint Checkpoint { get; }

    /// <summary>Base64 of what somebody added, which nothing authenticates; null where there is none. The server adds none.</summary>
    public string? Extra { get; }

    public static TlogProof Of(long index, IEnumerable<Hash> path, SignedCheckpoint checkpoint) =>
        new(index, [.. path], checkpoint, extra: null);

    /// <summary>The same with something beside it that the format does not authenticate.</summary>
    public TlogProof With(ReadOnlySpan<byte> extra) => new(Index, Path, Checkpoint, Base64.Of(extra));

    /// <summary>
    /// Reads a proof and verifies nothing. Faults, all at once: <c>proof.too-long</c>, <c>proof.header</c>,
    /// <c>proof.extra</c>, <c>proof.index</c>, <c>proof.hash</c>, <c>proof.no-checkpoint</c>, and those of the checkpoint.
    /// </summary>
    public static Outcome<TlogProof> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest)
        {
            return Fault.At(
                "proof.too-long",
                $"A proof has at most {Longest} bytes; this has {bytes.Length}."
            );
        }

        var blank = bytes.IndexOf("\n\n"u8);
        var head = Encoding.UTF8.GetString(blank < 0 ? bytes : bytes[..blank]);
        var faults = ImmutableArray.CreateBuilder<Fault>();
        var lines = new Queue<string>(head.Split('\n'));
        if (lines.Dequeue() != Header)
        {
            faults.Add(Fault.At("proof.header", $"The first line of a proof is {Header}."));
        }

        var extra = ReadExtra(lines, faults);
        var index = ReadIndex(lines, faults);
        var path = ReadPath(lines, faults);
        if (blank < 0)
        {
            faults.Add(
                Fault.At("proof.no-checkpoint", "There is no blank line with a checkpoint behind it.")
            );
            return faults.ToImmutable();
        }

        var checkpoint = SignedCheckpoint.Read(bytes[(blank + 2)..]).Under("/checkpoint");
        faults.AddRange(checkpoint.Faults);
        return faults.Count > 0
            ? faults.ToImmutable()
            : new TlogProof(index!.Value, path, checkpoint.Value, extra);
    }

    /// <summary>
    /// Whether <paramref name="entry"/> stands where this says in the log that <paramref name="known"/> keys sign for.
    /// Faults: <c>proof.wrong</c>, and those of <see cref="SignedCheckpoint.Open"/>.
    /// </summary>
    /// <param name="origin">Null: whichever log the known keys sign for.</param>
    public Outcome<Checkpoint> Verify(
        ReadOnlySpan<byte> entry,
        IReadOnlyCollection<VerifierKey> known,
        string? origin = null
    )
    {
        var leaf = Merkle.Leaf(entry);
        return SignedCheckpoint
            .Open(Checkpoint.Note.ToBytes(), known, origin)
            .Then<Checkpoint>(signed =>
                Proofs.IsIncluded(leaf, Index, signed.Checkpoint.Size, Path, signed.Checkpoint.Root)
                    ? signed.Checkpoint
                    : Fault.At(
                        "proof.wrong",
                        $"The entry is not the one at position {Index} of the log of {signed.Checkpoint.Size} entries: entry or proof were changed, or belong to another."
                    )
            );
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    public bool Equals(TlogProof? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => HashCode.Combine(Index, Checkpoint.Checkpoint);

    public override string ToString()
    {
        var extra = Extra is null ? "" : $"{ExtraWord}{Extra}\n";
        var index = Index.ToString(CultureInfo.InvariantCulture);
        var path = string.Concat(Path.Select(hash => $"{Base64.Of(hash)}\n"));
        return $"{Header}\n{extra}{IndexWord}{index}\n{path}\n{Checkpoint}";
    }

    private static string? ReadExtra(Queue<string> lines, ImmutableArray<Fault>.Builder faults)
    {
        if (!lines.TryPeek(out var line) || !line.StartsWith(ExtraWord, StringComparison.Ordinal))
        {
            return null;
        }

        var extra = lines.Dequeue()[ExtraWord.Length..];
        if (Base64.Read(extra) is null)
        {
            faults.Add(Fault.At("proof.extra", $"{Quote.Of(extra)} is no base64."));
        }

        return extra;
    }

    private static long? ReadIndex(Queue<string> lines, ImmutableArray<Fault>.Builder faults)
    {
        if (
            lines.TryDequeue(out var line)
            && line.StartsWith(IndexWord, StringComparison.Ordinal)
            && Decimals.Read(line.AsSpan(IndexWord.Length)) is { } index
        )
        {
            return index;
        }

        faults.Add(
            Fault.At(
                "proof.index",
                $"{Quote.Of(line ?? "")} should be: index, and a position without leading zeroes."
            )
        );
        return null;
    }

    private static ImmutableArray<Hash> ReadPath(Queue<string> lines, ImmutableArray<Fault>.Builder faults)
    {
        var path = ImmutableArray.CreateBuilder<Hash>();
        foreach (var line in lines.Take(MostHashes + 1))
        {
            if (Base64.ReadHash(line) is { } hash && path.Count < MostHashes)
            {
                path.Add(hash);
            }
            else
            {
                faults.Add(
                    Fault.At(
                        "proof.hash",
                        $"{Quote.Of(line)} is no hash of a path: 32 bytes in base64, a line each, {MostHashes} at most."
                    )
                );
                break;
            }
        }

        return path.ToImmutable();
    }
}
