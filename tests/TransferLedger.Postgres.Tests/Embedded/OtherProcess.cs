using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests.Embedded;

/// <summary>Another process of this program that starts or joins the embedded server of a folder, until told to leave.</summary>
internal sealed class OtherProcess : IDisposable
{
    private const string FolderVariable = "TRANSFERLEDGER_TEST_OTHER_PROCESS";
    private readonly Process process;

    private OtherProcess(Process process, string said)
    {
        this.process = process;
        var words = said.Split(' ');
        Arrival = Enum.Parse<Arrival>(words[0]);
        ServerProcessId = int.Parse(words[1], CultureInfo.InvariantCulture);
    }

    public Arrival Arrival { get; }

    public int ServerProcessId { get; }

    public static async Task<OtherProcess> Start(ServerHome home)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) is "dotnet")
        {
            start.ArgumentList.Add(typeof(OtherProcess).Assembly.Location);
        }

        start.Environment[FolderVariable] = home.Root;
        var started = Process.Start(start)!;
        var said = await started.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new OtherProcess(started, said ?? throw new InvalidOperationException("It ended at once."));
    }

    /// <summary>SIGKILL: it cleans nothing up.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task Leave()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    // Runs before the test runner sees its arguments. No type of this assembly may be touched on another thread
    // meanwhile: that thread would wait for the initializer to end.
#pragma warning disable CA2255
    [ModuleInitializer]
    internal static void BeTheOtherProcess()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
        {
            return;
        }

        var server = EmbeddedPostgres
            .Start(new EmbeddedPostgresOptions { DataFolder = folder })
            .GetAwaiter()
            .GetResult();
        Console.WriteLine($"{server.Arrival} {server.ProcessId}");
        Console.In.ReadToEnd();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Environment.Exit(0);
    }
#pragma warning restore CA2255
}
