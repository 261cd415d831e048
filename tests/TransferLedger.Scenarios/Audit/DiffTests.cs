using TransferLedger.Scenarios.Cli;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Audit;

/// <summary><c>diff</c>: the worked example at two moments side by side.</summary>
public sealed class DiffTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Figure = "KP-RU/containers";

    [Fact]
    public async Task What_was_said_in_between_is_named_with_its_claim()
    {
        var diff = await Run(
            "--as-of",
            "2024-03-01",
            "--to-as-of",
            "2024-09-01",
            "--known-at",
            "62",
            "--to-known-at",
            "62"
        );

        Assert.Equal(0, diff.ExitCode);
        Assert.Contains("6,030 to 7,370, point 6,700 (single)", diff.Out, StringComparison.Ordinal);
        Assert.Contains("at least 13,001", diff.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing that was recorded in between", diff.Out, StringComparison.Ordinal);
        Assert.Contains("unnamed-001-2024-08-28-containers#1", diff.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_recorded_in_between_is_told_apart_from_what_was_said()
    {
        // Inside a report, of which nothing is known yet.
        var early = (await ledger.Client.Ask($"/figures/{Figure}?asOf=2024-09-01&knownAt=40")).Json;

        var diff = await Run(
            "--as-of",
            "2024-09-01",
            "--known-at",
            "40",
            "--to-as-of",
            "2024-09-01",
            "--json"
        );

        Assert.Equal(early.Number("low"), diff.Json.GetProperty("first").Number("low"));
        Assert.Equal(13_001, diff.Json.GetProperty("second").Number("low"));
        Assert.NotEmpty(diff.Json.GetProperty("recorded").EnumerateArray());
        Assert.All(
            diff.Json.GetProperty("recorded").EnumerateArray(),
            step => Assert.True(step.Number("position") > early.GetProperty("knownAt").Number("position"))
        );
        Assert.Empty(diff.Json.GetProperty("stated").EnumerateArray());
    }

    [Theory]
    [InlineData("--as-of", "2024-09-01", "--to-as-of", "2024-03-01")]
    [InlineData(
        "--as-of",
        "2024-09-01",
        "--to-as-of",
        "2024-09-01",
        "--known-at",
        "62",
        "--to-known-at",
        "30"
    )]
    [InlineData("--as-of", "2024-03-01", "--to-as-of", "2024-09-01", "--to-known-at", "40")]
    [InlineData(
        "--as-of",
        "2024-03-01",
        "--known-at",
        "62",
        "--to-as-of",
        "2024-09-01",
        "--to-known-at",
        "2020-01-01"
    )]
    [InlineData("--to-known-at", "yesterday")]
    [InlineData("--to-as-of", "soon")]
    public async Task A_second_pair_that_is_none_or_lies_before_the_first_is_refused(
        params string[] options
    ) => Assert.Equal(2, (await Run(options)).ExitCode);

    [Fact]
    public async Task Now_is_no_earlier_than_its_own_position()
    {
        var head = (await ledger.Client.Ask("/corridors")).Json.GetProperty("knownAt").Number("position");

        var diff = await Run("--as-of", "2024-03-01", "--to-known-at", $"{head}");

        Assert.True(diff.ExitCode == 0, diff.Error);
    }

    private Task<ToolRun> Run(params string[] options) => Tool.For(ledger).Run(["diff", Figure, .. options]);
}
