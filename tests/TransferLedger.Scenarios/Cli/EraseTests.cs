using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Cli;

public sealed class EraseTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private Tool Tool => Tool.For(ledger);

    [Fact]
    public async Task A_quote_is_erased_and_the_report_says_by_whom_and_why()
    {
        await ledger.Client.File(Quoted("erased"));
        var run = await Tool.Run("erase", "erased#1", "--reason", "The speaker asked for it");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(
            @"\Aerased#1: the quote is erased; the log says so at position \d+, v3 of its report\.\n\z",
            run.Out
        );
        Assert.Contains("Backups", run.Error, StringComparison.Ordinal);

        var report = await Tool.Run("report", "erased");
        QuestionsTests.Row(report, "1  quote erased by test-Admin", "The speaker asked for it");

        var again = await Tool.Run("erase", "erased#1", "--reason", "Once more");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("has said so since before, at position", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_what_the_server_said()
    {
        await ledger.Client.File(Quoted("program"));
        var run = await Tool.Run("erase", "program#1", "--reason", "r", "--json");
        Assert.Equal(("excerpt-erased", ""), (run.Json.GetProperty("event").GetString(), run.Error));
    }

    [Theory]
    [InlineData("excerpt.none", "nothing to erase", "erase", "wrong#2", "--reason", "x")]
    [InlineData("claim.unknown", "it has 2 claims", "erase", "wrong#3", "--reason", "x")]
    [InlineData("version.moved", "Somebody else", "erase", "wrong#1", "--reason", "x", "--version", "v1")]
    public async Task What_is_refused_exits_with_2_and_says_what_to_do(
        string code,
        string says,
        params string[] arguments
    )
    {
        await ledger.Client.Post("/reports", Quoted("wrong", Http.Reports.Containers("over 2,000")));
        var run = await Tool.Run(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_reason_the_server_is_not_asked()
    {
        var run = await new Tool().Run("erase", "erased#1");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--reason", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_may_not_edit_is_refused()
    {
        await ledger.Client.File(Quoted("kept"));
        var filer = await ledger.NewKey(TransferLedger.Postgres.Keys.Role.Filer);
        var run = await Tool.Run("erase", "kept#1", "--reason", "x", "--key", filer);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("editor", run.Error, StringComparison.Ordinal);
    }

    private static string Quoted(string id, params string[] more) =>
        Http.Reports.Of(
            id,
            string.Join(", ", [Http.Reports.Containers(more: "\"quote\": \"exact words\""), .. more])
        );
}
