using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

public sealed class CheckpointTests
{
    private const string Text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    [Fact]
    public void The_published_checkpoint_is_read_and_written()
    {
        var read = Checkpoint.Read(Text).Value;

        Assert.Equal(("example.com/behind-the-sofa", 20_852_163), (read.Origin, read.Size));
        Assert.Equal(
            "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62",
            read.Root.ToString()
        );
        Assert.Equal(Text, read.ToString());
    }

    [Fact]
    public void A_checkpoint_is_made_of_its_parts()
    {
        var read = Checkpoint.Read(Text).Value;

        Assert.Equal(read, Checkpoint.Of(read.Origin, read.Size, read.Root).Value);
    }

    [Fact]
    public void Extension_lines_are_kept() =>
        Assert.Equal(["a", "b c"], Checkpoint.Read($"{Text}a\nb c\n").Value.Extensions);

    [Theory]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "checkpoint.unreadable")]
    [InlineData("o\n0\n", "checkpoint.unreadable")]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n", "checkpoint.unreadable")]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\na\n\nb\n", "checkpoint.unreadable")]
    [InlineData("", "checkpoint.unreadable")]
    [InlineData("\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "checkpoint.origin")]
    [InlineData("o\n00\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "checkpoint.size")]
    [InlineData("o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "checkpoint.size")]
    [InlineData("o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "checkpoint.size")]
    [InlineData("o\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "checkpoint.size")]
    [InlineData("o\n 1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "checkpoint.size")]
    [InlineData("o\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "checkpoint.size")]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n", "checkpoint.root")]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", "checkpoint.root")]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n", "checkpoint.root")]
    public void Another_form_is_refused(string text, string code) =>
        Assert.Equal([code], Checkpoint.Read(text).Faults.Select(fault => fault.Code));

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            ["checkpoint.origin", "checkpoint.size", "checkpoint.root"],
            Checkpoint.Read("\nx\ny\n").Faults.Select(fault => fault.Code)
        );

    [Fact]
    public void A_mutated_checkpoint_is_refused_or_read_as_exactly_what_it_is() =>
        Prop.ForAll(
                Mutations.Of(Encoding.UTF8.GetBytes(Text)).Select(Encoding.UTF8.GetString).ToArbitrary(),
                text => !Checkpoint.Read(text).IsOk || Checkpoint.Read(text).Value.ToString() == text
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_checkpoint_of_another_log_is_not_believed()
    {
        var keys = SignedNoteTests.Keys("example.com/behind-the-sofa");
        var signed = SignedCheckpoint.Sign(Checkpoint.Read(Text).Value, keys).Note.ToBytes();

        Assert.True(SignedCheckpoint.Open(signed, keys.Verifiers, "example.com/behind-the-sofa").IsOk);
        Assert.Equal(
            "checkpoint.other-log",
            SignedCheckpoint.Open(signed, keys.Verifiers, "example.com/on-the-sofa").Faults[0].Code
        );
    }
}
