using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Cli;

public sealed class KeysTests(RunningLedger ledger, LedgerServer postgres) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task A_new_key_is_the_only_thing_on_standard_output_and_works()
    {
        var run = await (await Tool()).Run("keys", "create", "--role", "filer", "--name", "desk-1");
        Assert.Equal(0, run.ExitCode);
        var desk = new Tool(
            ("TRANSFERLEDGER_URL", ledger.Url),
            ("TRANSFERLEDGER_KEY", Assert.Single(run.Lines))
        );
        Assert.Equal(0, (await desk.RunWith(Reports.Good("by-desk-1"), "import", "-")).ExitCode);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var tool = await Tool();
        var made = (await tool.Run("keys", "create", "--role", "filer", "--name", "gone", "--json")).Json;
        var revoked = await tool.Run("keys", "revoke", made.GetProperty("id").GetString()!);
        var desk = new Tool(
            ("TRANSFERLEDGER_URL", ledger.Url),
            ("TRANSFERLEDGER_KEY", made.GetProperty("key").GetString()!)
        );
        var refused = await desk.RunWith(Reports.Good("by-nobody"), "import", "-");
        Assert.Equal((0, 2), (revoked.ExitCode, refused.ExitCode));
        Assert.Contains("key.unknown", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_keys_holds_no_secret()
    {
        var tool = await Tool();
        var made = await tool.Run("keys", "create", "--role", "editor", "--name", "secretive");
        var secret = Assert.Single(made.Lines).Split('_')[^1];
        var people = await tool.Run("keys", "list");
        var programs = await tool.Run("keys", "list", "--json");
        Assert.Contains("secretive", people.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, people.Out + programs.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_good_until_the_end_of_its_last_day()
    {
        var made = await (await Tool()).Run(
            "keys",
            "create",
            "--role",
            "filer",
            "--name",
            "guest",
            "--expires",
            "2100-01-31",
            "--json"
        );
        Assert.Equal("2100-02-01T00:00:00Z", made.Json.GetProperty("expiresAt").GetString());
    }

    [Fact]
    public async Task Revoking_a_key_that_is_not_there_exits_with_2()
    {
        var run = await (await Tool()).Run("keys", "revoke", "0000000000");
        Assert.Equal(2, run.ExitCode);
    }

    private async Task<Tool> Tool() =>
        new(("ConnectionStrings__Ledger", await postgres.ServerConnection(ledger.Database)));
}
