using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Cli;

/// <summary><c>keys vkey</c> and <c>keys accept-fork</c>.</summary>
public sealed class SigningKeysTests(SigningLedger ledger, LedgerServer postgres)
    : IClassFixture<SigningLedger>
{
    [Fact]
    public async Task The_servers_verifier_keys_are_printed_one_a_line()
    {
        var run = await Tool.For(ledger).Run("keys", "vkey");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Lines, run.Lines);
    }

    [Fact]
    public async Task The_key_file_gives_the_same_keys_as_the_server()
    {
        var run = await new Tool().Run(
            "keys",
            "vkey",
            "--file",
            ledger.KeyFile,
            "--origin",
            SigningLedger.Origin
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Lines, run.Lines);
    }

    [Fact]
    public async Task Programs_get_the_keys_as_json()
    {
        var run = await Tool.For(ledger).Run("keys", "vkey", "--json");

        var types = run
            .Json.GetProperty("items")
            .EnumerateArray()
            .Select(key => key.GetProperty("type").GetString());
        Assert.Equal(["ed25519", "ecdsa-p256"], types);
    }

    [Theory]
    [InlineData("no-such-file", "a.example", "key-file.missing")]
    [InlineData("check-log.mjs", "a.example", "key-file.empty")]
    [InlineData("check-log.mjs", "a example", "key.name")]
    public async Task A_file_without_keys_is_refused(string file, string origin, string code)
    {
        var run = await new Tool().Run(
            "keys",
            "vkey",
            "--file",
            Path.Combine(AppContext.BaseDirectory, file),
            "--origin",
            origin
        );

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_fork_there_is_nothing_to_accept()
    {
        await ledger.Signed();

        var run = await (await Owner()).Run("keys", "accept-fork", "--yes", "--reason", "none");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("nothing to accept", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_owner_no_fork_is_accepted()
    {
        var tool = new Tool(("ConnectionStrings__Ledger", await postgres.ServerConnection(ledger.Database)));

        var run = await tool.Run("keys", "accept-fork", "--yes", "--reason", "none");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("ConnectionStrings__LedgerOwner", run.Error, StringComparison.Ordinal);
    }

    private string[] Lines => [.. ledger.Keys.Verifiers.Select(key => key.ToString())];

    private async Task<Tool> Owner() =>
        new(
            ("ConnectionStrings__Ledger", await postgres.ServerConnection(ledger.Database)),
            ("ConnectionStrings__LedgerOwner", await postgres.OwnerConnection(ledger.Database)),
            ("Ledger__SignedFile", ledger.SignedFile)
        );
}
