using TransferLedger.Scenarios.Audit;

namespace TransferLedger.Scenarios.Cli;

/// <summary>To whom the key of the environment is shown: an editor's rights are not for whoever is asked in passing.</summary>
public sealed class ShownKeyTests : IAsyncLifetime
{
    private const string Key = "tl_of_the_environment";
    private readonly ScratchFolder scratch = new();
    private MadeLog? log;

    private MadeLog Log => log!;

    public async ValueTask InitializeAsync()
    {
        log = await MadeLog.Start(scratch.In("signing.key"));
        Log.Show(3);
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        scratch.Dispose();
    }

    [Fact]
    public async Task It_is_shown_to_the_server_that_the_environment_names()
    {
        Assert.Equal(0, (await Mirror(Log.Url)).ExitCode);

        Assert.Equal($"Bearer {Key}", Log.Authorization);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://ledger.example.org")]
    public async Task It_is_shown_to_no_other(string? meant)
    {
        Assert.Equal(0, (await Mirror(meant)).ExitCode);

        Assert.Null(Log.Authorization);
    }

    [Fact]
    public async Task A_key_that_is_given_is_shown_wherever_that_is()
    {
        await Tool(meant: null).Run("corridors", "--url", Log.Url, "--key", "tl_given\n");

        Assert.Equal("Bearer tl_given", Log.Authorization);
    }

    [Fact]
    public async Task Who_is_refused_without_it_is_told_that_it_was_not_shown()
    {
        Log.Nothing = 401;

        var refused = await Tool(meant: null).Run("corridors", "--url", Log.Url);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("key.withheld", refused.Error, StringComparison.Ordinal);
    }

    private Task<ToolRun> Mirror(string? meant) => Tool(meant).Run("mirror", Log.Url, scratch.In("mirror"));

    private static Tool Tool(string? meant) =>
        meant is null
            ? new(("TRANSFERLEDGER_KEY", Key))
            : new(("TRANSFERLEDGER_KEY", Key), ("TRANSFERLEDGER_URL", meant));
}
