using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

/// <summary>A proof as a file (C2SP tlog-proof).</summary>
public sealed class TlogProofTests
{
    private const string Origin = "example.org/log";
    private static readonly GrownTree Tree = GrownTree.Of(300);
    private static readonly SigningKeys Keys = SignedNoteTests.Keys(Origin);

    [Fact]
    public void It_is_written_line_by_line_as_specified()
    {
        var text = Proof(0, 2).ToString();

        var lines = text.Split('\n');
        Assert.Equal(
            [
                "c2sp.org/tlog-proof@v1",
                "index 0",
                Convert.ToBase64String(Tree.Leaf(1).ToArray()),
                "",
                Origin,
                "2",
            ],
            lines[..6]
        );
        Assert.EndsWith(Signed(2).ToString(), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 300)]
    [InlineData(255, 256)]
    [InlineData(299, 300)]
    public void It_is_read_back_and_verifies_with_the_entry_alone(int index, int size)
    {
        var read = TlogProof.Read(Proof(index, size).ToBytes()).Value;

        Assert.Equal(Proof(index, size).ToString(), Unsigned(read) + read.Checkpoint);
        Assert.Equal(size, read.Verify(GrownTree.Entries[index].Span, Keys.Verifiers, Origin).Value.Size);
    }

    [Fact]
    public void Another_entry_is_refused() =>
        Assert.Equal("proof.wrong", Proof(7, 300).Verify("entry 8"u8, Keys.Verifiers).Faults[0].Code);

    [Fact]
    public void Another_logs_key_is_no_proof() =>
        Assert.Equal(
            "note.no-known-key",
            Proof(7, 300).Verify("entry 7"u8, SignedNoteTests.Keys("other.example").Verifiers).Faults[0].Code
        );

    [Fact]
    public void What_somebody_added_is_kept_and_believed_by_nobody()
    {
        var text = Proof(7, 300)
            .ToString()
            .Replace("index", "extra aGVsbG8=\nindex", StringComparison.Ordinal);

        var read = TlogProof.Read(Encoding.UTF8.GetBytes(text)).Value;

        Assert.Equal(("aGVsbG8=", text), (read.Extra, read.ToString()));
    }

    [Theory]
    [InlineData("index 7", "index 07", "proof.index")]
    [InlineData("index 7", "index -7", "proof.index")]
    [InlineData("index 7", "Index 7", "proof.index")]
    [InlineData("index 7", "extra a\nindex 7", "proof.extra")]
    [InlineData("@v1", "@v2", "proof.header")]
    [InlineData("index 7\n", "index 7\nabc=\n", "proof.hash")]
    [InlineData("\n\nexample.org/log", "\n\nexample.org/log\n", "checkpoint.size")]
    public void Another_form_is_refused(string from, string to, string code)
    {
        var text = Proof(7, 300).ToString().Replace(from, to, StringComparison.Ordinal);

        Assert.Equal(code, TlogProof.Read(Encoding.UTF8.GetBytes(text)).Faults[0].Code);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            ["proof.header", "proof.index", "proof.hash", "proof.no-checkpoint"],
            TlogProof.Read("a\nb\nc\n"u8).Faults.Select(fault => fault.Code)
        );

    [Fact]
    public void A_mutated_proof_is_refused_or_read_as_exactly_what_it_is_and_proves_nothing_else()
    {
        var proof = Proof(7, 300).ToBytes();
        Prop.ForAll(
                Mutations.Of(proof).ToArbitrary(),
                bytes =>
                {
                    var read = TlogProof.Read(bytes);
                    return !read.IsOk || read.Value.ToBytes().AsSpan().SequenceEqual(bytes);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    // ECDSA signatures differ each time.
    private static string Unsigned(TlogProof proof)
    {
        var text = proof.ToString();
        return text[..^proof.Checkpoint.ToString().Length];
    }

    private static TlogProof Proof(int index, int size) =>
        TlogProof.Of(index, Tree.Hashes(TreePaths.Inclusion(index, size)), Signed(size));

    private static readonly Dictionary<int, SignedCheckpoint> SignedBefore = [];

    private static SignedCheckpoint Signed(int size)
    {
        lock (SignedBefore)
        {
            return SignedBefore.TryGetValue(size, out var signed)
                ? signed
                : SignedBefore[size] = SignedCheckpoint.Sign(
                    Checkpoint.Of(Origin, size, Tree.Root(size)).Value,
                    Keys
                );
        }
    }
}
