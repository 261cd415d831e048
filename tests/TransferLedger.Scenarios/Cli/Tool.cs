using System.Diagnostics;
using System.Text.Json;

namespace TransferLedger.Scenarios.Cli;

/// <summary>The real tool, run as a process of its own, as a program would run it: its streams are pipes.</summary>
internal sealed record Tool(params (string Name, string Value)[] Environment)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Where it was built, beside the libraries that it is built with.</summary>
    public static string Folder { get; } = BuiltBesideUs("src", "TransferLedger.Cli");

    private static string Path =>
        System.IO.Path.Combine(Folder, OperatingSystem.IsWindows() ? "transferledger.exe" : "transferledger");

    /// <summary>A tool that knows a server and shows it an admin key.</summary>
    public static Tool For(RunningLedger ledger) =>
        new(("TRANSFERLEDGER_URL", ledger.Url), ("TRANSFERLEDGER_KEY", ledger.AdminKey));

    public Task<ToolRun> Run(params string[] arguments) => RunWith(input: null, arguments);

    /// <param name="input">What it reads from standard input; null: nothing.</param>
    public async Task<ToolRun> RunWith(string? input, params string[] arguments)
    {
        using var process = Start(arguments);
        var (answers, asides) = (
            process.StandardOutput.ReadToEndAsync(),
            process.StandardError.ReadToEndAsync()
        );
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return new ToolRun(process.ExitCode, await answers, await asides);
    }

    /// <summary>The process alone, for tests that kill it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nothing of this machine's own ledger.
        start.Environment["Ledger__DataFolder"] = System.IO.Path.Combine(
            AppContext.BaseDirectory,
            "no-ledger"
        );
        foreach (
            var name in new[] { "TRANSFERLEDGER_URL", "TRANSFERLEDGER_KEY", "ConnectionStrings__Ledger" }
        )
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // From tests/<us>/bin/<configuration>/<framework>/ to the same configuration of another project.
    private static string BuiltBesideUs(params string[] project)
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        var root = ours.Parent!.Parent!.Parent!.Parent!.Parent!;
        return System.IO.Path.Combine([root.FullName, .. project, "bin", ours.Parent.Name, ours.Name]);
    }
}

/// <summary>What it printed, and what it told the shell.</summary>
internal sealed record ToolRun(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Out);
}
