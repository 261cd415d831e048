using System.Diagnostics;
using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>A server that cannot start says why and tells whoever started it whether trying again can help.</summary>
public sealed class StartingTests(LedgerServer postgres)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Without_its_database_it_exits_with_3()
    {
        var connection = $"{await postgres.ServerConnection("no_such_database")};Timeout=5";
        var (exitCode, error) = await Run($"--ConnectionStrings:Ledger={connection}");
        Assert.Equal(3, exitCode);
        Assert.Contains("The database does not let the server start", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_setting_that_means_nothing_it_exits_with_2()
    {
        var (exitCode, error) = await Run(
            $"--ConnectionStrings:Ledger={await postgres.ServerConnection(await postgres.NewDatabase())}",
            "--RabbitMq:Uri=http://broker"
        );
        Assert.Equal(2, exitCode);
        Assert.StartsWith("RabbitMq:Uri is no address of a broker.", error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Error)> Run(params string[] settings)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "TransferLedger.Server.dll"),
                "--urls=http://127.0.0.1:0",
                .. settings,
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        return (process.ExitCode, await error);
    }
}
