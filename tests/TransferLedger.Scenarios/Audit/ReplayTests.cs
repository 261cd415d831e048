using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Cli;
using TransferLedger.Scenarios.Http;
using Reports = TransferLedger.Scenarios.Http.Reports;

namespace TransferLedger.Scenarios.Audit;

/// <summary><c>replay</c>: the worked example out of a copy alone, and what a server says of it.</summary>
public sealed partial class ReplayTests(SignedSample ledger, LedgerServer postgres)
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

    [Theory]
    [InlineData(" {0}", "in other bytes")]
    [InlineData("<html>{0}", "is no JSON")]
    [InlineData("null", "the server says null")]
    public async Task Other_bytes_of_the_same_meaning_and_what_is_no_estimate_are_differences(
        string form,
        string named
    )
    {
        await using var other = await ManglingServer.Before(
            ledger.Url,
            (_, said) => form.Replace("{0}", said, StringComparison.Ordinal)
        );

        var replayed = await Compared(other, "KP-RU/containers");

        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("estimate.differs", replayed.Error, StringComparison.Ordinal);
        Assert.Contains(named, replayed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"items\":[", "\"items\":[{\"figure\":\"CN-RU/containers\"},", "figures/CN-RU/containers")]
    [InlineData("\"figure\":\"KP-RU/containers\"", "\"figure\":\"KP-RU/items\"", "figures/KP-RU/containers")]
    [InlineData("\"items\":[", "\"items\":3,\"others\":[", "no list of figures")]
    [InlineData("{\"asOf\"", "<{\"asOf\"", "no list of figures")]
    public async Task The_list_of_figures_is_compared_too(string said, string mangled, string named)
    {
        await using var other = await ManglingServer.Before(
            ledger.Url,
            (path, body) => path == "/figures" ? body.Replace(said, mangled, StringComparison.Ordinal) : body
        );

        var replayed = await Compared(other);

        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("figures.differ", replayed.Error, StringComparison.Ordinal);
        Assert.Contains(named, replayed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--as-of", "2999-01-01", "as-of.in-the-future")]
    [InlineData("--known-at", "2999-01-01", "known-at.in-the-future")]
    [InlineData("--known-at", "2999-01-01T00:00:00Z", "known-at.in-the-future")]
    public async Task What_the_server_refuses_to_answer_is_not_replayed_either(
        string option,
        string value,
        string code
    )
    {
        var replayed = await Tool.Run("replay", Folder, "KP-RU/containers", option, value);

        Assert.Equal(2, replayed.ExitCode);
        Assert.Contains(code, replayed.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string, long> Foreign =>
        new()
        {
            { "no entry", 2 },
            { "other data", 2 },
            { "no filing", 0 },
            { "twice", 2 },
            { "cut short", 3 },
            { "not later", 1 },
        };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_signed_log_that_no_ledger_wrote_is_named_with_the_position(string how, long position)
    {
        var folder = scratch.In("foreign");
        await MadeUpMirror.Write(folder, ledger.Keys, Spoilt(await Entries(), how));

        var replayed = await Tool.Run("replay", folder);

        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("entry.unreadable", replayed.Error, StringComparison.Ordinal);
        Assert.Contains($"At position {position} ", replayed.Error, StringComparison.Ordinal);
    }

    /// <param name="log">Begins with a report of more than two claims.</param>
    private static List<byte[]> Spoilt(List<byte[]> log, string how)
    {
        switch (how)
        {
            case "no entry":
                log[2] = "no entry"u8.ToArray();
                break;
            case "other data":
                var text = Encoding.UTF8.GetString(log[2]);
                log[2] = Encoding.UTF8.GetBytes(
                    $"{text[..text.IndexOf("\"data\":", StringComparison.Ordinal)]}\"data\":{{\"x\":1}}}}"
                );
                break;
            case "no filing":
                log.RemoveAt(0);
                break;
            case "twice":
                log[2] = log[1];
                break;
            case "cut short":
                log.RemoveRange(3, log.FindIndex(1, IsFiling) - 3);
                break;
            case "not later":
                var first = Stamp().Match(Encoding.UTF8.GetString(log[0])).Value;
                log[1] = Encoding.UTF8.GetBytes(Stamp().Replace(Encoding.UTF8.GetString(log[1]), first));
                break;
            default:
                throw new ArgumentException(how, nameof(how));
        }

        return log;
    }

    private static bool IsFiling(byte[] entry) => entry.AsSpan().IndexOf("\"version\":1,"u8) >= 0;

    [GeneratedRegex("\"recordedAt\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Stamp();

    private async Task<List<byte[]>> Entries()
    {
        var address = TileAddress.AllEntries(await ledger.LogSize()).First();
        var bundle = await File.ReadAllBytesAsync(
            Path.Combine(Folder, address.ToString()),
            TestContext.Current.CancellationToken
        );
        return [.. EntryBundle.Read(bundle, address.Width).Value.Select(entry => entry.ToArray())];
    }

    private Task<ToolRun> Compared(ManglingServer with, params string[] figure) =>
        Tool.Run(["replay", Folder, .. figure, "--as-of", "2024-09-01", "--compare", with.Url]);

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
