namespace TransferLedger.Scenarios.Cli;

/// <summary>The sample, and what domain.md adds to it so that two perspectives do not hold together.</summary>
public sealed class ConflictsTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Added =
        """{"id":"added-2024-02-23","title":"Exercise","publisher":"Exercise Daily","medium":"press","published":"2024-02-23","corridor":"KP-RU","claims":[{"type":"containers-reported","claimant":{"kind":"state","name":"John Kirby","country":"US"},"stated":"2024-02-23","quantity":"over 10,000","coverage":"2023-09/2024-02-23"}]}""";

    private Tool Tool => Tool.For(ledger);

    [Theory]
    [InlineData("conflicts", "--as-of", "2024-03-01")]
    [InlineData("conflicts", "--as-of", "2024-03-01", "--corridor", "KP-RU", "--measure", "containers")]
    [InlineData("conflicts", "--as-of", "2024-03-01", "--grade", "tension", "--party", "KR")]
    [InlineData("figure", "KP-RU/containers", "--as-of", "2024-03-01")]
    [InlineData("explain", "KP-RU/containers", "--as-of", "2024-03-01")]
    public async Task Who_cannot_be_right_beside_whom_is_told_with_the_arithmetic(params string[] arguments)
    {
        await File();
        var run = await Tool.Run(arguments);
        Assert.Contains(
            "tension between KR and US: republic-2024-02-28-shells#4, added-2024-02-23#1",
            run.Lines
        );
        Assert.Contains(
            "Both cannot be true: 10,001 is 2,631 more than 7,370.",
            run.Out,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--grade", "contradiction")]
    [InlineData("--party", "NATO")]
    [InlineData("--measure", "capacity")]
    [InlineData("--min-reliability", "B")]
    public async Task Others_than_those_that_were_asked_for_are_left_out(params string[] narrowed)
    {
        await File();
        var run = await Tool.Run(["conflicts", "--as-of", "2024-03-01", .. narrowed]);
        Assert.StartsWith("None as of 2024-03-01", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_in_dispute_says_which_numbers_nobody_supports()
    {
        await File();
        var run = await Tool.Run("figure", "KP-RU/containers", "--as-of", "2024-03-01");
        Assert.Contains("at least 6,030 (disputed)", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("Nobody supports 7,371 to 10,000.", run.Lines[1]);
    }

    // The same again is no new report.
    private async Task File() => Assert.Equal(0, (await Tool.RunWith(Added, "import", "-")).ExitCode);
}
