using System.Text.Json;

namespace TransferLedger.Scenarios.Cli;

public sealed class CheckTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private Tool Tool => Tool.For(ledger);

    [Fact]
    public async Task A_check_shows_how_the_words_are_read_and_what_would_change()
    {
        var run = await Tool.RunWith(Reports.Good("checked"), "check", "-");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            "no claim yet  1,575 to 1,925, point 1,750 (single)",
            run.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("about 1,750  about 1,750", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_files_nothing()
    {
        await Tool.RunWith(Reports.Good("only-checked"), "check", "-");
        var run = await Tool.Run("report", "only-checked");
        Assert.Contains("report.unknown", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_that_would_be_refused_exit_with_1()
    {
        var run = await Tool.RunWith(
            $"{Reports.Good("half-good")}\n{Reports.Bad("half-bad")}\n",
            "check",
            "-"
        );
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("-:2: item.unknown", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 report can be filed, 1 not.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_one_JSON_document_a_report()
    {
        var run = await Tool.RunWith(
            $"{Reports.Good("json-good")}\n{Reports.Bad("json-bad")}\n",
            "check",
            "-",
            "--json"
        );
        var outcomes = run.Lines.Select(line =>
            JsonSerializer.Deserialize<JsonElement>(line).GetProperty("outcome").GetString()
        );
        Assert.Equal(["new", "refused"], outcomes);
    }
}

/// <summary>A check beside what is filed; the class above counts on an empty ledger.</summary>
public sealed class CheckBesideFiledTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private Tool Tool => Tool.For(ledger);

    [Fact]
    public async Task Another_report_under_a_filed_id_exits_with_1()
    {
        await Tool.RunWith(Reports.Good("taken"), "import", "-");
        var run = await Tool.RunWith(Reports.Good("taken", "about 1,800"), "check", "-");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("give this one an id of its own", run.Out, StringComparison.Ordinal);
    }
}
