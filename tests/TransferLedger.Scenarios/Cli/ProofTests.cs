using System.Security.Cryptography;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Scenarios.Cli;

/// <summary><c>prove</c> and <c>check-proof</c>.</summary>
public sealed class ProofTests(SigningLedger ledger) : IClassFixture<SigningLedger>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("transferledger-proof-").FullName;
    private string file = "";

    private string Key => ledger.Keys.Verifiers[^1].ToString();

    public async ValueTask InitializeAsync()
    {
        await ledger.Client.PostAsync(
            "/reports",
            new StringContent(
                Http.Reports.Containers("proven", "KP-RU", "over 9,000"),
                mediaType: new("application/json")
            ),
            TestContext.Current.CancellationToken
        );
        await ledger.Signed();
        file = Path.Combine(folder, "1.tlog-proof");
        var run = await Tool.For(ledger).Run("prove", "1", "--file", file, "--key", Key);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_file_is_checked_without_any_server()
    {
        var run = await new Tool().Run("check-proof", file, "--key", Key, "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(1, run.Json.GetProperty("position").GetInt32());
        Assert.Equal("containers-reported.v1", run.Json.GetProperty("type").GetString());
        Assert.Equal(
            SigningLedger.Origin,
            run.Json.GetProperty("checkpoint").GetProperty("origin").GetString()
        );
    }

    [Fact]
    public async Task A_changed_file_is_refused_and_says_what_does_not_hold()
    {
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        using var changed = new ScratchFile(
            string.Join('\n', lines).Replace("index 1", "index 0", StringComparison.Ordinal) + "\n",
            TlogProof.FileExtension
        );

        var run = await new Tool().Run("check-proof", changed.Path, "--key", Key);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("proof.wrong", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_believes_nothing()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var other = VerifierKey
            .Of(SigningLedger.Origin, SignatureType.EcdsaP256, pair.ExportSubjectPublicKeyInfo())
            .Value;

        var run = await new Tool().Run("check-proof", file, "--key", other.ToString());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("note.no-known-key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_past_the_log_is_refused_with_its_size()
    {
        var run = await Tool.For(ledger).Run("prove", "1000", "--file", Path.Combine(folder, "none"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("2 entries", run.Error, StringComparison.Ordinal);
    }
}
