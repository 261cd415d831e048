namespace TransferLedger.Scenarios.Cli;

/// <summary>What an analyst finds out from the command line, with the sample and nothing else.</summary>
public sealed class QuestionsTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private Tool Tool => Tool.For(ledger);

    [Fact]
    public async Task What_changed_between_February_and_September_2024_and_who_caused_it()
    {
        var run = await Tool.Run("revisions", "KP-RU/containers", "--as-of", "2024-09-01");
        Row(run, "2024-02-26  tightened", "6,030 to 7,370, point 6,700 (single)", "Shin Won-sik (KR)");
        Row(
            run,
            "2024-06-14  raised",
            "at least 10,000 (compatible)",
            "Shin Won-sik (KR), Government of the"
        );
        Row(run, "2024-06-16  reasons", "at least 10,000 (compatible)", "Jens Stoltenberg (NATO)");
        Row(run, "2024-08-27  raised", "at least 13,001 (single)", "ROK Defense Intelligence Agency (KR)");
    }

    [Fact]
    public async Task Where_a_retelling_turned_a_floor_into_a_point()
    {
        const string Bent =
            "floor-became-point: Unnamed outlet (004)'s floor ‘no fewer than 10,000’ became the approximate point ‘approximately 10,000’ in Unnamed outlet (000).";
        var statement = await Tool.Run("statement", "shin-2024-06-14");
        Assert.Contains(Bent, statement.Out, StringComparison.Ordinal);
        Row(statement, "unnamed-004-2024-06-16-shells#2 ", "no fewer than 10,000", "floor");
        Row(statement, "  unnamed-000-2024-06-containers#2 ", "approximately 10,000", "point");
        var figure = await Tool.Run("figure", "KP-RU/containers", "--as-of", "2024-07-01");
        Assert.Contains(Bent, figure.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_one_report_of_a_statement_tells()
    {
        var run = await Tool.Run("statement", "shin-2024-06-14");
        Assert.Contains(
            "unnamed-000-2024-06-containers leaves out unnamed-004-2024-06-16-shells#5.",
            run.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Which_denial_could_answer_which_claim()
    {
        var run = await Tool.Run("denials", "--perspective", "RU", "--as-of", "2024-09-01");
        Assert.Contains("republic-2024-02-28-shells#10", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(
            "Government of the Russian Federation (RU), 2024-02-28: categorical, of KP-RU",
            run.Lines
        );
        Row(run, "unnamed-002-2023-10-14-munitions#2 ", "White House (US)", "order unknown");
        // Said half a year after it.
        Assert.DoesNotContain("unnamed-001-2024-08-28-containers#1 ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_says_which_denials_could_answer_its_claims()
    {
        var run = await Tool.Run("figure", "KP-RU/containers", "--as-of", "2024-03-01");
        Row(
            run,
            "republic-2024-02-28-shells#10 ",
            "Government of the Russian Federation (RU)",
            "order-unknown",
            "3 of 3: Shin Won-sik (KR), White House (US)"
        );
    }

    [Fact]
    public async Task Why_the_number_is_what_it_is()
    {
        var run = await Tool.Run("explain", "KP-RU/containers", "--as-of", "2024-09-01");
        Assert.Contains("Low: 13,001", run.Lines);
        Row(
            run,
            "unnamed-001-2024-08-28-containers#1 ",
            "ROK Defense Intelligence Agency (KR)",
            "over 13,000",
            "2022-06-01 to 2024-08-27",
            "13,001  13,001"
        );
        Assert.Contains(
            "No claim sets an upper limit from 1 June 2022 to 27 August 2024.",
            run.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task How_far_a_claimant_moved_their_own_numbers()
    {
        var run = await Tool.Run("claimant", "shin-won-sik-kr");
        Assert.Contains("Own numbers tightened once.", run.Lines);
        Row(run, "2024-06-14  KP-RU/containers  tightened", "approximately 6,700", "approximately 10,000");
    }

    [Theory]
    [InlineData(
        "KP-RU/containers as of 2024-09-01: at least 1,001 (single), until 2023-10-13",
        "--perspective",
        "US"
    )]
    [InlineData("Read: only claims of US.", "--perspective", "US")]
    [InlineData("Read: only claims whose source is graded A or better.", "--min-reliability", "A")]
    public async Task A_figure_can_be_read_from_some_claims_only(string says, params string[] narrowed)
    {
        var run = await Tool.Run(["figure", "KP-RU/containers", "--as-of", "2024-09-01", .. narrowed]);
        Assert.Contains(says, run.Lines);
    }

    [Fact]
    public async Task Where_nothing_contradicts_it_says_so()
    {
        var run = await Tool.Run("conflicts", "--as-of", "2024-09-01");
        Assert.Equal(["None as of 2024-09-01: all claims that were read can hold together."], run.Lines);
    }

    [Fact]
    public async Task Where_nobody_denied_anything_it_says_so()
    {
        var run = await Tool.Run("denials", "--as-of", "2023-12-31");
        Assert.Equal(["Nobody had denied anything like that by 2023-12-31."], run.Lines);
    }

    /// <summary>One line holds all of these, in this order.</summary>
    internal static void Row(ToolRun run, string start, params string[] then) =>
        Assert.True(
            run.Lines.Any(line => IsRow(line, start, then)),
            $"No line starts with \"{start}\" and goes on with {string.Join(", ", then)}:\n{run.Out}{run.Error}"
        );

    private static bool IsRow(string line, string start, string[] then)
    {
        if (!line.StartsWith(start, StringComparison.Ordinal))
        {
            return false;
        }

        var at = start.Length;
        foreach (var part in then)
        {
            at = line.IndexOf(part, at, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }
        }

        return true;
    }
}
