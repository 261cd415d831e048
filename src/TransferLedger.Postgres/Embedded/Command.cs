using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace TransferLedger.Postgres.Embedded;

/// <summary>A program to run to its end, with what it says kept.</summary>
/// <param name="User">Whom to run it as; null: as ourselves.</param>
internal sealed record Command(string Program, ImmutableArray<string> Arguments, string? User = null)
{
    private static readonly string[] KeptVariables = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

    /// <summary>A folder that the user of the command can enter.</summary>
    public string WorkingFolder { get; init; } = Path.GetPathRoot(Path.GetTempPath())!;

    /// <summary>PostgreSQL's programs obey many variables (PGDATA, PGPORT, LC_ALL, TZ): they get none of ours.</summary>
    public bool InPlainEnvironment { get; init; }

    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    public Command With(params IEnumerable<string>[] more) =>
        this with
        {
            Arguments = [.. Arguments, .. more.SelectMany(m => m)],
        };

    public async Task<CommandResult> Run(CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = StartInfo() };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new CommandResult(-1, $"{Program}: {e.Message}");
        }

        process.StandardInput.Close();
        var said = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None)
        );
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return new CommandResult(-1, $"{Program} did not end within {Limit.TotalSeconds:0} s.");
        }

        return new CommandResult(process.ExitCode, await WhatWasSaid(said, process.ExitCode));
    }

    // On Windows a server that pg_ctl started holds these pipes open for as long as it runs, so their end may never come.
    private static async Task<string> WhatWasSaid(Task<string[]> said, int exitCode)
    {
        var patience = TimeSpan.FromMilliseconds(OperatingSystem.IsWindows() && exitCode == 0 ? 1 : 2_000);
        return await Task.WhenAny(said, Task.Delay(patience)) == said
            ? string.Join('\n', await said).Trim()
            : "";
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = WorkingFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        if (User is not null)
        {
            start.UserName = User;
        }

        if (InPlainEnvironment)
        {
            MakePlain(start.Environment);
        }

        return start;
    }

    private void MakePlain(IDictionary<string, string?> variables)
    {
        var unwanted = OperatingSystem.IsWindows()
            ? variables.Keys.Where(k => k.StartsWith("PG", StringComparison.OrdinalIgnoreCase))
            : variables.Keys.Except(KeptVariables, StringComparer.Ordinal);
        foreach (var name in unwanted.ToList())
        {
            variables.Remove(name);
        }

        variables["LC_ALL"] = "C";
        variables["TZ"] = "UTC";
        variables["HOME"] = WorkingFolder;
    }
}

/// <param name="Said">Both streams; may be empty where the program succeeded.</param>
internal sealed record CommandResult(int ExitCode, string Said)
{
    public bool Succeeded => ExitCode == 0;
}
