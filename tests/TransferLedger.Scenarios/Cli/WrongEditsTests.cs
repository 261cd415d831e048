namespace TransferLedger.Scenarios.Cli;

/// <summary>What is refused changes nothing, exits with 2, and says what to do.</summary>
public sealed class WrongEditsTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Claim = "republic-2024-02-28-shells#4";

    private Tool Tool => Tool.For(ledger);

    [Theory]
    [InlineData(
        "claim.unknown",
        "it has 12 claims",
        "grade",
        "republic-2024-02-28-shells#55",
        "B2",
        "--reason",
        "x"
    )]
    [InlineData("report.unknown", "GET /reports", "grade", "no-such-report#1", "B2", "--reason", "x")]
    [InlineData(
        "version.moved",
        "Somebody else was faster",
        "grade",
        Claim,
        "B2",
        "--reason",
        "x",
        "--version",
        "v1"
    )]
    [InlineData(
        "correction.empty",
        "Give what it became",
        "correct",
        Claim,
        "--stated",
        "2024-03-01",
        "--reason",
        "x"
    )]
    [InlineData(
        "quantity.unreadable",
        "6,5",
        "correct",
        Claim,
        "--quantity",
        "6,5 million",
        "--stated",
        "2024-03-01",
        "--reason",
        "x"
    )]
    [InlineData(
        "stated.before-claim",
        "Mend the date",
        "withdraw",
        Claim,
        "--by-claimant",
        "--stated",
        "2023-01-01",
        "--reason",
        "x"
    )]
    [InlineData(
        "claim.unattributed",
        "--claimant",
        "withdraw",
        "republic-2024-02-28-shells#1",
        "--by-claimant",
        "--stated",
        "2024-03-01",
        "--reason",
        "x"
    )]
    [InlineData(
        "json.unreadable",
        "is no JSON",
        "withdraw",
        Claim,
        "--claimant",
        "{kind",
        "--stated",
        "2024-03-01",
        "--reason",
        "x"
    )]
    [InlineData("file.unreadable", "cannot be read", "amend", Claim, "no-such-file.json", "--reason", "x")]
    [InlineData(
        "statement.unknown",
        "Did you mean shin-2024-06-14",
        "judge",
        "shin-2024-02-26",
        "shin-2024-06-1",
        "same",
        "--reason",
        "x"
    )]
    [InlineData("claimant.unknown", "Did you mean shin-won-sik-kr", "claimant", "shin-won-sik")]
    public async Task What_is_refused_exits_with_2_and_says_what_to_do(
        string code,
        string says,
        params string[] arguments
    )
    {
        var run = await Tool.Run(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is no grade", "grade", Claim, "G9", "--reason", "x")]
    [InlineData("--reason", "grade", Claim, "B2")]
    [InlineData("is no claim id", "grade", "republic-2024-02-28-shells", "B2", "--reason", "x")]
    [InlineData("Write it as v3", "grade", Claim, "B2", "--reason", "x", "--version", "3")]
    [InlineData("--stated", "correct", Claim, "--item", "tank", "--reason", "x")]
    [InlineData("--by-claimant, or --claimant", "withdraw", Claim, "--stated", "2024-03-01", "--reason", "x")]
    [InlineData("or --print", "amend", Claim)]
    [InlineData("Write it as v5", "amend", Claim, "-", "--reason", "x", "--voids", "5")]
    [InlineData("Did you mean same?", "judge", "a", "b", "samee", "--reason", "x")]
    [InlineData("is not known here", "figure", "KP-RU/containers", "--min-reliability", "G")]
    [InlineData("Did you mean tension?", "conflicts", "--grade", "tensions")]
    [InlineData("Did you mean recorded?", "revisions", "KP-RU/containers", "--axis", "record")]
    public async Task Wrong_usage_is_answered_before_the_server_is_asked(
        string says,
        params string[] arguments
    )
    {
        var run = await new Tool().Run(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_an_amended_claim_is_told_with_the_line_of_its_file()
    {
        var printed = await Tool.Run("amend", Claim, "--print");
        using var file = new ScratchFile(
            printed.Out.Replace("approximately 6,700", "6,5 million", StringComparison.Ordinal)
        );
        var run = await Tool.Run("amend", Claim, file.Path, "--reason", "x");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{file.Path}:17: quantity.unreadable", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_may_not_edit_is_refused()
    {
        var filer = await ledger.NewKey(TransferLedger.Postgres.Keys.Role.Filer);
        var run = await Tool.Run("grade", Claim, "B2", "--reason", "x", "--key", filer);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("editor", run.Error, StringComparison.Ordinal);
    }
}
