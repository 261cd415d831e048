using System.Text.Json;

namespace TransferLedger.Scenarios.Cli;

public sealed class UsageTests
{
    private readonly Tool tool = new();

    [Fact]
    public async Task A_misspelt_verb_is_answered_with_the_nearest()
    {
        var run = await tool.Run("figurs");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Did you mean figure or figures?", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Theory]
    [InlineData("figure")]
    [InlineData("figure", "KP-RU")]
    [InlineData("figures", "--as-of", "2024-13-01")]
    [InlineData("figures", "--status", "quarrelled")]
    [InlineData("keys", "create", "--role", "boss", "--name", "x")]
    [InlineData("keys", "create", "--role", "filer", "--name", "x", "--expires", "2001-01-01")]
    [InlineData("completion", "tcsh")]
    [InlineData("import", "no-such-file.ndjson", "--url", "http://127.0.0.1:1")]
    [InlineData("figures", "--url", "nonsense")]
    [InlineData("figures", "--url", "http://127.0.0.1:1", "--key", "admin.key\nkeys")]
    [InlineData("keys", "list", "--database", "Hoost=nowhere")]
    [InlineData]
    public async Task Wrong_usage_exits_with_2(params string[] arguments)
    {
        var run = await tool.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task A_wrong_word_for_an_option_is_answered_with_the_nearest()
    {
        var run = await tool.Run("figures", "--status", "dispute");
        Assert.Contains("Did you mean disputed?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_errors_as_JSON_on_standard_error()
    {
        var run = await tool.Run("figures", "--as-of", "yesterday", "--json");
        var errors = JsonSerializer.Deserialize<JsonElement>(run.Error).GetProperty("errors");
        Assert.Equal("usage.wrong", errors[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_exits_with_3_and_says_what_to_do()
    {
        var run = await tool.Run("figures", "--url", "http://127.0.0.1:1");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("Start it, or name another with --url", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_exits_with_3()
    {
        var run = await tool.Run("keys", "list", "--database", "Host=127.0.0.1;Port=1;Username=x;Password=x");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("database.failed", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("figure", "--help")]
    [InlineData("keys", "create", "--help")]
    [InlineData("--version")]
    public async Task Asking_for_help_is_fine(params string[] arguments)
    {
        var run = await tool.Run(arguments);
        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Out);
    }
}
