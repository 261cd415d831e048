namespace TransferLedger.Scenarios.Cli;

public sealed class ReadingTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private Tool Tool => Tool.For(ledger);

    [Theory]
    [InlineData("2023-12-31", "at least 1,001 (single), until 2023-10-13")]
    [InlineData("2024-03-01", "6,030 to 7,370, point 6,700 (single), 2023-09-01 to 2024-02-26")]
    [InlineData("2024-07-01", "at least 10,000 (compatible), until 2024-06-14")]
    [InlineData("2024-09-01", "at least 13,001 (single), 2022-06-01 to 2024-08-27")]
    public async Task The_worked_example_stands_in_the_first_line(string asOf, string says)
    {
        var run = await Tool.Run("figure", "KP-RU/containers", "--as-of", asOf);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"KP-RU/containers as of {asOf}: {says}", run.Lines[0]);
    }

    [Fact]
    public async Task A_figure_names_its_perspectives_and_the_claim_that_proves_it()
    {
        var run = await Tool.Run("figure", "KP-RU/containers", "--as-of", "2024-09-01");
        Assert.Contains("NATO  at least 1,000", run.Out, StringComparison.Ordinal);
        Assert.Contains(
            "low  unnamed-001-2024-08-28-containers#1  at least 13,001",
            run.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("nobody is named as its source", run.Out, StringComparison.Ordinal);
        Assert.Contains("categorical", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revisions_tell_each_change_with_its_cause()
    {
        var run = await Tool.Run("revisions", "KP-RU/containers", "--as-of", "2024-03-01");
        Assert.Contains("2023-10-13  first", run.Out, StringComparison.Ordinal);
        Assert.Contains("2024-02-26  tightened", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("2024-06-14", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_of_one_corridor_and_measure_are_listed()
    {
        var run = await Tool.Run(
            "figures",
            "--corridor",
            "KP-RU",
            "--measure",
            "capacity",
            "--as-of",
            "2024-03-01"
        );
        Assert.Equal(
            ["KP-RU/capacity/artillery-round-122mm", "KP-RU/capacity/artillery-round-152mm"],
            run.Lines.Skip(1).Select(line => line.Split(' ')[0])
        );
    }

    [Fact]
    public async Task Corridors_are_listed_with_the_number_of_their_claims()
    {
        var run = await Tool.Run("corridors");
        Assert.Contains(
            run.Lines,
            line => line.StartsWith("KP-RU         47  2023-10-13", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_report_shows_what_became_of_its_claims()
    {
        var run = await Tool.Run("report", "republic-2024-02-28-shells", "--as-of", "2024-03-01");
        Assert.Contains("approximately 6,700      kept", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("corridors")]
    [InlineData("figures")]
    [InlineData("figure", "KP-RU/containers")]
    [InlineData("revisions", "KP-RU/containers")]
    [InlineData("report", "republic-2024-02-28-shells")]
    [InlineData("explain", "KP-RU/containers", "--perspective", "KR")]
    [InlineData("conflicts", "--party", "KR")]
    [InlineData("denials", "--corridor", "KP-RU")]
    [InlineData("statement", "shin-2024-06-14")]
    [InlineData("claimant", "shin-won-sik-kr")]
    [InlineData("amend", "republic-2024-02-28-shells#4", "--print")]
    public async Task Programs_get_one_JSON_document(params string[] arguments)
    {
        var run = await Tool.Run([.. arguments, "--json"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Lines);
        Assert.Equal(System.Text.Json.JsonValueKind.Object, run.Json.ValueKind);
    }

    [Theory]
    [InlineData("figure.unknown", "figure", "KP-RU/voyages")]
    [InlineData("report.unknown", "report", "no-such-report")]
    [InlineData("as-of.in-the-future", "figures", "--as-of", "9000-01-01")]
    public async Task What_the_server_refuses_exits_with_2(string code, params string[] arguments)
    {
        var run = await Tool.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_piped_holds_colour_or_trailing_blanks()
    {
        var run = await Tool.Run("figure", "KP-RU/containers");
        Assert.DoesNotContain('\e', run.Out);
        Assert.All(run.Lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public async Task The_ids_of_figures_are_offered_to_the_shell()
    {
        const string Line = "transferledger figure KP-RU/con";
        // The shell waits for a second at most: a server that is busy offers nothing.
        await Eventually.Gives(
            () => Tool.Run($"[suggest:{Line.Length}]", Line),
            run => run.Lines.Contains("KP-RU/containers", StringComparer.Ordinal)
        );
    }
}
