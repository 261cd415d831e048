using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TransferLedger.Browser;

/// <summary>
/// Plays scenes in a real Chromium: each is a script of <c>scenes/</c> that Node.js runs with playwright-core, and that fails by
/// what it prints. Where there is no Chromium or no Node.js the test says that it was skipped.
/// </summary>
internal static class Chromium
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly Lazy<Task<string?>> WhyNot = new(Prepare);

    /// <param name="scene">Name of the script without ending.</param>
    /// <param name="given">What the script reads as <c>given</c>.</param>
    public static async Task Play(string scene, object given)
    {
        var whyNot = await WhyNot.Value;
        Assert.SkipUnless(whyNot is null, whyNot ?? "");
        var (exit, said) = await Node(
            Path.Combine("scenes", $"{scene}.mjs"),
            JsonSerializer.Serialize(given)
        );
        Assert.True(exit == 0, said);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
    }

    private static async Task<string?> Prepare()
    {
        if (Find(Names) is null)
        {
            return "There is no Chromium here. Debian has it as chromium.";
        }

        if (Find("node") is null || Find("npm") is null)
        {
            return "There is no Node.js with npm here, which drives Chromium.";
        }

        var (exit, said) = await Node("../../src/TransferLedger.Server/Pages/Assets/install.mjs", Here());
        return exit == 0 ? null : $"playwright-core could not be installed: {said}";
    }

    private static async Task<(int Exit, string Said)> Node(string script, string argument)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Find("node")!, [script, argument])
            {
                WorkingDirectory = Here(),
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["CHROMIUM"] = Find(Names) },
            },
        };
        process.Start();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var said = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token),
                process.StandardError.ReadToEndAsync(limit.Token)
            );
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, string.Concat(said));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{script} did not end within {Limit}.");
        }
    }

    private static string? Find(params string[] names) =>
        (
            from name in names
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            let path = Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name)
            where File.Exists(path)
            select path
        ).FirstOrDefault();

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
