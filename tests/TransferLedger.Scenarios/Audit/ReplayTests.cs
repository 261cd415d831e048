using System.Globalization;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Cli;
using TransferLedger.Scenarios.Http;
using Reports = TransferLedger.Scenarios.Http.Reports;

namespace TransferLedger.Scenarios.Audit;

/// <summary><c>replay</c>: the worked example out of a copy alone, and what a server says of it.</summary>
public sealed class ReplayTests(SignedSample ledger, LedgerServer postgres)
    : IClassFixture<SignedSample>,
        IAsyncLifetime
{
    private static readonly Tool Tool = new();
    private readonly ScratchFolder scratch = new();

    private string Folder => scratch.In("mirror");

    public async ValueTask InitializeAsync()
    {
        await ledger.Signed();
        var mirrored = await Tool.Run("mirror", ledger.Url, Folder);
        Assert.True(mirrored.ExitCode == 0, mirrored.Error);
    }

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("2023-12-31", 1001L, null)]
    [InlineData("2024-03-01", 6030L, 7370L)]
    [InlineData("2024-07-01", 10_000L, null)]
    [InlineData("2024-09-01", 13_001L, null)]
    public async Task The_worked_example_is_replayed_and_the_server_says_the_same(
        string asOf,
        long low,
        long? high
    )
    {
        var replayed = await Tool.Run(
            "replay",
            Folder,
            "KP-RU/containers",
            "--as-of",
            asOf,
            "--compare",
            ledger.Url,
            "--json"
        );

        Assert.True(replayed.ExitCode == 0, replayed.Error);
        Assert.Equal((low, high), (replayed.Json.Number("low"), replayed.Json.Number("high")));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("23")]
    [InlineData("40")]
    [InlineData("2020-01-01")]
    public async Task Every_figure_is_the_same_at_a_past_position(string knownAt)
    {
        var replayed = await Tool.Run(
            "replay",
            Folder,
            "--as-of",
            "2024-09-01",
            "--known-at",
            knownAt,
            "--compare",
            ledger.Url
        );

        Assert.True(replayed.ExitCode == 0, replayed.Error);
    }

    [Fact]
    public async Task A_server_that_says_something_else_is_found_and_what_differs_is_named()
    {
        await using var other = new ForkedLedger(postgres, ledger);
        await other.InitializeAsync();
        var claims = string.Join(
            ",",
            Enumerable.Range(0, 100).Select(_ => Reports.Containers("over 19,000"))
        );
        await other.Client.File(Reports.Of("another", claims));

        var replayed = await Tool.Run(
            "replay",
            Folder,
            "KP-RU/containers",
            "--as-of",
            "2024-09-01",
            "--known-at",
            "40",
            "--compare",
            other.Url
        );

        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("estimate.differs", replayed.Error, StringComparison.Ordinal);
        Assert.Contains("/status: replayed", replayed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_beyond_the_copy_and_a_figure_that_is_unknown_are_refused()
    {
        var beyond = await Tool.Run(
            "replay",
            Folder,
            "KP-RU/containers",
            "--known-at",
            (await ledger.LogSize()).ToString(CultureInfo.InvariantCulture)
        );
        var unknown = await Tool.Run("replay", Folder, "CN-RU/containers");

        Assert.Equal((2, 2), (beyond.ExitCode, unknown.ExitCode));
        Assert.Contains("known-at.beyond-head", beyond.Error, StringComparison.Ordinal);
        Assert.Contains("figure.unknown", unknown.Error, StringComparison.Ordinal);
    }
}
