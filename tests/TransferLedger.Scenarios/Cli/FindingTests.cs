using System.Globalization;

namespace TransferLedger.Scenarios.Cli;

/// <summary>The server with the embedded database is found by itself.</summary>
public sealed class FindingTests(SampleLedger ledger) : IClassFixture<SampleLedger>, IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("tl-home-");

    private Tool Tool => new(("Ledger__DataFolder", home.FullName));

    [Fact]
    public async Task The_address_and_the_key_of_this_machine_are_found_by_themselves()
    {
        Announce(Environment.ProcessId);
        await File.WriteAllTextAsync(
            Path.Combine(home.FullName, "admin.key"),
            ledger.AdminKey,
            TestContext.Current.CancellationToken
        );
        var run = await Tool.RunWith(Reports.Good("found-by-itself"), "import", "-");
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Where_no_server_was_started_it_says_how_to_start_one()
    {
        var run = await Tool.Run("corridors");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("server.not-found", run.Error, StringComparison.Ordinal);
        Assert.Contains("--url", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_died_is_not_asked()
    {
        Announce(int.MaxValue);
        var run = await Tool.Run("corridors");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("server.not-running", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_this_machine_is_not_shown_to_another_server()
    {
        await File.WriteAllTextAsync(
            Path.Combine(home.FullName, "admin.key"),
            ledger.AdminKey,
            TestContext.Current.CancellationToken
        );
        var run = await Tool.RunWith(Reports.Good("not-shown"), "import", "-", "--url", ledger.Url);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("key.missing", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => home.Delete(recursive: true);

    private void Announce(int processId) =>
        File.WriteAllText(
            Path.Combine(home.FullName, "server.json"),
            string.Create(CultureInfo.InvariantCulture, $$"""{"url":"{{ledger.Url}}","pid":{{processId}}}""")
        );
}
