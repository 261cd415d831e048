using static TransferLedger.Scenarios.Cli.QuestionsTests;

namespace TransferLedger.Scenarios.Cli;

/// <summary>
/// What follows when one claim of the sample is withdrawn, corrected, graded or mended, on days before and after. Each test
/// takes claims of its own figure.
/// </summary>
public sealed class LaterEventsTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Report = "republic-2024-02-28-shells";
    private const string Containers = "KP-RU/containers";
    private const string Rounds122 = "KP-RU/capacity/artillery-round-122mm";
    private const string Rounds152 = "KP-RU/capacity/artillery-round-152mm";

    private Tool Tool => Tool.For(ledger);

    [Fact]
    public async Task A_claim_that_is_withdrawn_counts_until_then_and_no_longer()
    {
        var run = await Tool.Run(
            "withdraw",
            $"{Report}#4",
            "--by-claimant",
            "--stated",
            "2024-03-10",
            "--reason",
            "Taken back in a briefing"
        );
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            $"{Report}#4: claim-withdrawn, recorded at position",
            run.Out,
            StringComparison.Ordinal
        );
        Row(
            run,
            $"{Containers}  2024-03-10",
            "6,030 to 7,370, point 6,700 (single)",
            "6,030 to 7,370, point 6,700 (compatible)"
        );
        Assert.Contains(
            "(single)",
            await First("figure", Containers, "--as-of", "2024-03-09"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "(compatible)",
            await First("figure", Containers, "--as-of", "2024-03-10"),
            StringComparison.Ordinal
        );

        // Whatever rested on it follows.
        Row(
            await Tool.Run("revisions", Containers, "--as-of", "2024-04-01"),
            "2024-03-10",
            "Shin Won-sik (KR)",
            $"{Report}#4 withdrawn"
        );
        Row(await Tool.Run("explain", Containers, "--as-of", "2024-03-09"), $"{Report}#4 ", "6,030");
        var since = await Tool.Run("explain", Containers, "--as-of", "2024-03-10");
        Assert.DoesNotContain($"{Report}#4", since.Out, StringComparison.Ordinal);
        Row(since, "unnamed-001-2024-08-28-containers#9 ", "6,030");
        Row(
            await Tool.Run("statement", "shin-2024-02-26"),
            $"{Report}#4 ",
            "approximately 6,700",
            "withdrawn"
        );
        var denied = await Tool.Run("denials", "--perspective", "RU", "--as-of", "2024-03-10");
        Assert.DoesNotContain($"{Report}#4 ", denied.Out, StringComparison.Ordinal);
        var report = await Tool.Run("report", Report);
        Row(report, " 4  KP-RU/containers", "approximately 6,700", "withdrawn");
        Row(report, "4  withdrawn, stated 2024-03-10, by Shin Won-sik (KR)", "Taken back in a briefing");
        Row(await Tool.Run("claimant", "shin-won-sik-kr"), "2024-03-10", $"{Report}#4", "withdrawn");
    }

    [Fact]
    public async Task A_claim_that_is_corrected_says_what_it_said_before_on_days_before()
    {
        var run = await Tool.Run(
            "correct",
            $"{Report}#6",
            "--quantity",
            "up to roughly 200,000",
            "--stated",
            "2024-03-05",
            "--reason",
            "Corrected in the next edition"
        );
        Row(run, $"{Rounds122}  2024-03-05", "at most 550,000 (single)", "at most 220,000 (single)");
        Assert.Contains(
            "at most 550,000",
            await First("figure", Rounds122, "--as-of", "2024-03-04"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "at most 220,000",
            await First("figure", Rounds122, "--as-of", "2024-03-05"),
            StringComparison.Ordinal
        );
        Row(
            await Tool.Run("revisions", Rounds122, "--as-of", "2024-04-01"),
            "2024-03-05",
            "lowered",
            "at most 220,000",
            $"{Report}#6 corrected"
        );

        // What our record says first is still what the publisher said first.
        var printed = await Tool.Run("amend", $"{Report}#6", "--print");
        Assert.Equal("[up to roughly] 500,000", printed.Json.GetProperty("quantity").GetString());
    }

    [Fact]
    public async Task A_claim_that_is_graded_is_read_by_its_grade_on_every_day()
    {
        string[] trusted = ["figure", Rounds152, "--as-of", "2024-03-01", "--min-reliability", "B"];
        Assert.DoesNotContain("3,300,000", await First(trusted), StringComparison.Ordinal);
        var run = await Tool.Run("grade", $"{Report}#5", "B2", "--reason", "Reliable desk");
        Row(run, $"{Rounds152}  2024-02-26", "at most 3,300,000 (single)", "the same");
        Assert.Contains("at most 3,300,000", await First(trusted), StringComparison.Ordinal);
        Assert.DoesNotContain("3,300,000", await First([.. trusted[..^1], "A"]), StringComparison.Ordinal);

        var again = await Tool.Run("grade", $"{Report}#5", "B2", "--reason", "Reliable desk");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("nothing was recorded, the same stands there", again.Out, StringComparison.Ordinal);
        Row(await Tool.Run("report", Report), "5  graded B2 by test-Admin", "Reliable desk");
    }

    [Fact]
    public async Task A_recording_error_may_move_a_claim_to_another_figure_on_every_day()
    {
        const string Claim = "unnamed-004-2024-06-16-shells#5";
        var printed = await Tool.Run("amend", Claim, "--print");
        using var mended = new ScratchFile(
            printed.Out.Replace("ballistic-missile", "surface-to-air-missile", StringComparison.Ordinal)
        );
        var run = await Tool.Run("amend", Claim, mended.Path, "--reason", "We took the wrong item");
        Row(run, "KP-RU/items/ballistic-missile", "2024-06-14", "at least 12 (single)", "no claim yet");
        Row(run, "KP-RU/items/surface-to-air-missile", "2024-06-14", "no claim yet", "at least 12 (single)");
    }

    [Fact]
    public async Task By_another_than_the_claimant_a_withdrawal_is_only_listed()
    {
        const string Claim = "unnamed-004-2024-06-16-shells#8";
        const string Other = """{"kind":"state","organisation":"White House","country":"US"}""";
        var run = await Tool.Run(
            "withdraw",
            Claim,
            "--claimant",
            Other,
            "--stated",
            "2024-06-20",
            "--reason",
            "As the White House says"
        );
        Assert.Contains(
            "It was not its claimant who said so: this is listed, and takes nothing out of force.",
            run.Lines
        );
        // Other tests withdraw other claims of the same figure.
        Assert.DoesNotContain(
            (await Tool.Run("figure", Containers, "--as-of", "2024-06-21")).Lines,
            line =>
                line.Contains(Claim, StringComparison.Ordinal)
                && line.Contains("withdrawn", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Statements_that_are_judged_to_be_one_are_shown_as_one()
    {
        var run = await Tool.Run(
            "judge",
            "stoltenberg-undated-2024",
            "skibitskyi-2024-02-23",
            "same",
            "--reason",
            "An exercise"
        );
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("as v1 of the judgements.", run.Lines[0], StringComparison.Ordinal);
        var statement = await Tool.Run("statement", "stoltenberg-undated-2024");
        Assert.Contains(
            "Judged to be one statement: skibitskyi-2024-02-23, stoltenberg-undated-2024.",
            statement.Lines
        );
        Row(statement, "stoltenberg-undated-2024", "skibitskyi-2024-02-23", "same", "An exercise");

        var pentagon = await Tool.Run(
            "judge",
            "skibitskyi-2024-02-23",
            "pentagon-2024-08-26",
            "same",
            "--reason",
            "x"
        );
        Assert.Equal(0, pentagon.ExitCode);
        var refused = await Tool.Run(
            "judge",
            "stoltenberg-undated-2024",
            "pentagon-2024-08-26",
            "different",
            "--reason",
            "x"
        );
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("judgement.contradicts", refused.Error, StringComparison.Ordinal);
        Assert.Contains("= skibitskyi-2024-02-23 (test-Admin) =", refused.Error, StringComparison.Ordinal);
    }

    private async Task<string> First(params string[] arguments) => (await Tool.Run(arguments)).Lines[0];
}
