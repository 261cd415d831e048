using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Scenarios.Cli;

namespace TransferLedger.Scenarios.Audit;

/// <summary>What vouches for a mirror, the checkpoint and its keys: not a bit of them may be another one.</summary>
public sealed class SpoiltCopyTests : IDisposable
{
    private const string Origin = "ledger.test/arms";
    private readonly ScratchFolder scratch = new();
    private readonly SigningKeys keys;

    public SpoiltCopyTests()
    {
        keys = SigningKeyFile.Open(scratch.In("signing.key"), Origin, make: true).Value;
        var empty = Checkpoint.Of(Origin, 0, new CopyCheck(0).Root).Value;
        File.WriteAllBytes(In("checkpoint"), SignedCheckpoint.Sign(empty, keys).Note.ToBytes());
        File.WriteAllText(In("log.vkey"), string.Concat(keys.Verifiers.Select(key => $"{key}\n")));
    }

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("log.vkey")]
    public async Task Any_bit_that_is_flipped_is_named_with_its_file(string file)
    {
        var bytes = await File.ReadAllBytesAsync(In(file), TestContext.Current.CancellationToken);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            await File.WriteAllBytesAsync(In(file), bytes, TestContext.Current.CancellationToken);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            var halt = await Assert.ThrowsAsync<HaltException>(Open);

            Assert.Equal(1, halt.ExitCode);
            var named = $"{scratch.Path}: {file}";
            Assert.Contains(halt.Complaints, one => one.Place!.StartsWith(named, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("replay")]
    public async Task Whoever_reads_a_mirror_looks_at_every_signature(string verb)
    {
        var note = await File.ReadAllTextAsync(In("checkpoint"), TestContext.Current.CancellationToken);
        var last = note.LastIndexOf(Origin, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            In("checkpoint"),
            $"{note[..last]}lodger.test/arms{note[(last + Origin.Length)..]}",
            TestContext.Current.CancellationToken
        );

        var read = await new Tool().Run(verb, scratch.Path);

        Assert.True(read.ExitCode == 1, read.Out + read.Error);
        Assert.Contains("note.not-signed", read.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_under_another_name_than_the_logs_is_named()
    {
        var other = $"lodger.test/arms{keys.Verifiers[^1].ToString()[Origin.Length..]}";
        await File.WriteAllTextAsync(
            In("log.vkey"),
            $"{keys.Verifiers[0]}\n{other}\n",
            TestContext.Current.CancellationToken
        );

        var verified = await new Tool().Run("verify", scratch.Path);

        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("log.vkey: key.other-log", verified.Error, StringComparison.Ordinal);
    }

    private string In(string file) => scratch.In(file);

    private async Task<SignedCheckpoint> Open()
    {
        using var opened = OpenedCopy.At(scratch.Path);
        var believed = await opened.Believed([], TestContext.Current.CancellationToken);
        return await opened.Checkpoint(
            new CopyOf(opened.Source, believed),
            TestContext.Current.CancellationToken
        );
    }
}
