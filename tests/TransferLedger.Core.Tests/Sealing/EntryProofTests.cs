using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

/// <summary>An entry with its proof in one file.</summary>
public sealed class EntryProofTests
{
    private const string Origin = "example.org/log";
    private const int Size = 11;
    private static readonly SigningKeys Keys = SignedNoteTests.Keys(Origin);
    private static readonly byte[][] Entries = [.. Enumerable.Range(0, Size).Select(EntryAt)];
    private static readonly byte[] File = Proof(7).ToBytes();

    [Fact]
    public void It_is_read_back_with_the_entry_that_it_proves()
    {
        var proven = EntryProof.Read(File).Value.Verify(Keys.Verifiers).Value;

        Assert.Equal((7L, "report/r-7"), (proven.Position.Value, proven.Stream.Value));
        Assert.Equal(Entries[7], proven.Bytes.ToArray());
    }

    [Fact]
    public void Whoever_reads_proofs_as_specified_reads_it_too() =>
        Assert.True(TlogProof.Read(File).Value.Verify(Entries[7], Keys.Verifiers).IsOk);

    [Fact]
    public void A_proof_without_its_entry_is_refused() =>
        Assert.Equal(
            "proof.no-entry",
            EntryProof.Read(TlogProof.Of(7, Path(7), Signed()).ToBytes()).Faults[0].Code
        );

    [Fact]
    public void What_stands_in_the_log_and_is_no_entry_is_refused()
    {
        var edge = new RightEdge();
        edge.Append(Merkle.Leaf("no entry"u8));
        var signed = SignedCheckpoint.Sign(Checkpoint.Of(Origin, 1, edge.Root).Value, Keys);

        var proof = EntryProof.Of(TlogProof.Of(0, [], signed), "no entry"u8.ToArray());

        Assert.Equal("proof.entry-unreadable", proof.Verify(Keys.Verifiers).Faults[0].Code);
    }

    /// <summary>
    /// A bit of every byte. Insignificant, by the format, is alone whose signature another line of the note is: one by a name
    /// or a key ID that is not believed is passed over, as long as a line that is believed holds.
    /// </summary>
    [Fact]
    public void A_changed_byte_is_never_believed_anywhere_but_in_whose_signature_a_line_is()
    {
        var signatures = Encoding.UTF8.GetString(File).LastIndexOf("\n\n", StringComparison.Ordinal) + 2;
        for (var n = 0; n < File.Length; n++)
        {
            var changed = File.ToArray();
            changed[n] ^= (byte)(1 << (n % 8));

            var proven = EntryProof.Read(changed).Then(read => read.Verify(Keys.Verifiers));

            if (proven.IsOk)
            {
                Assert.True(n >= signatures, $"Byte {n} does not count.");
                Assert.NotEqual(Names(File), Names(changed));
                Assert.Equal(Entries[7], proven.Value.Bytes.ToArray());
            }
        }
    }

    [Fact]
    public void Against_one_key_no_changed_byte_of_its_own_line_is_believed()
    {
        var key = Keys.Verifiers[^1];
        var text = Encoding.UTF8.GetString(File);
        var line = Encoding.UTF8.GetByteCount(text[..text.LastIndexOf("— ", StringComparison.Ordinal)]);
        for (var n = line; n < File.Length; n++)
        {
            var changed = File.ToArray();
            changed[n] ^= (byte)(1 << (n % 8));

            Assert.False(
                EntryProof.Read(changed).Then(read => read.Verify([key])).IsOk,
                $"Byte {n} does not count."
            );
        }
    }

    /// <summary>By whom each line of a note is.</summary>
    private static IEnumerable<(string, uint)> Names(byte[] file) =>
        TlogProof.Read(file).Value.Checkpoint.Note.Signatures.Select(s => (s.Name, s.KeyId));

    private static EntryProof Proof(int position) =>
        EntryProof.Of(TlogProof.Of(position, Path(position), Signed()), Entries[position]);

    private static IEnumerable<Hash> Path(int position)
    {
        var stored = new StoredHashes();
        for (var n = 0; n < Size; n++)
        {
            stored.Add(0, n, Merkle.Leaf(Entries[n]));
        }

        return TreePaths.Inclusion(position, Size).Select(stored.Of);
    }

    private static SignedCheckpoint Signed()
    {
        var edge = new RightEdge();
        foreach (var entry in Entries)
        {
            edge.Append(Merkle.Leaf(entry));
        }

        return SignedCheckpoint.Sign(Checkpoint.Of(Origin, Size, edge.Root).Value, Keys);
    }

    private static byte[] EntryAt(int n) =>
        EntryBytes
            .Draft(
                Origin,
                new Guid(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
                new StreamId($"report/r-{n}"),
                1,
                "report-filed.v1",
                "desk",
                "{}"u8.ToArray()
            )
            .Stamp(new DateTime(2026, 11, 22, 10, 0, n, DateTimeKind.Utc));
}
