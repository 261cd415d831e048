using System.Diagnostics;

namespace TransferLedger.Benchmarks.Soaks;

/// <summary>The tests in which something breaks, many times in a row, each time in processes of their own.</summary>
internal static class FaultRuns
{
    private static readonly Suite[] Suites =
    [
        new(
            "TransferLedger.Postgres.Tests",
            "TransferLedger.Postgres.Tests.Log*",
            "TransferLedger.Postgres.Tests.Projections"
        ),
        new("TransferLedger.Scenarios", "TransferLedger.Scenarios.Robustness"),
    ];

    /// <summary>1 where anything failed in any run, 2 where the tests are not built.</summary>
    public static async Task<int> Run(int runs)
    {
        var unbuilt = Suites.Where(suite => !File.Exists(suite.Program)).ToList();
        if (unbuilt.Count > 0)
        {
            unbuilt.ForEach(suite => Console.Error.WriteLine($"Build it first: {suite.HowToBuild}"));
            return 2;
        }

        var results = Path.Combine(Path.GetTempPath(), $"transferledger-faults-{Guid.NewGuid():N}");
        var failed = 0;
        for (var run = 1; run <= runs; run++)
        {
            foreach (var suite in Suites)
            {
                failed += await RunOnce(suite, run, results) ? 0 : 1;
            }
        }

        Console.WriteLine(
            failed == 0
                ? $"{runs:N0} runs in a row without a failure"
                : $"{failed:N0} of {runs * Suites.Length:N0} failed; what they said is in {results}"
        );
        if (failed > 0)
        {
            return 1;
        }

        Directory.Delete(results, recursive: true);
        return 0;
    }

    private static async Task<bool> RunOnce(Suite suite, int run, string results)
    {
        var report = Path.Combine(results, $"{suite.Project}-{run}.trx");
        var begun = Stopwatch.GetTimestamp();
        var (exitCode, said) = await suite.Run(report);
        var outcome = File.Exists(report) ? TestReport.Read(report) : TestReport.None;
        var good = exitCode == 0 && outcome is { Passed: > 0, Failed.Count: 0 };
        Console.WriteLine(
            $"run {run, 3}  {suite.Project, -30} {outcome.Passed, 4} passed {outcome.Failed.Count, 3} failed {outcome.Skipped.Count, 3} skipped {Stopwatch.GetElapsedTime(begun).TotalSeconds, 5:0} s{(good ? "" : "   FAILED")}"
        );
        foreach (var (test, why) in outcome.Failed)
        {
            Console.WriteLine($"    failed   {test}: {why}");
        }

        foreach (var (test, why) in outcome.Skipped)
        {
            Console.WriteLine($"    skipped  {test}: {why}");
        }

        if (!good)
        {
            await File.WriteAllTextAsync(Path.ChangeExtension(report, ".txt"), said);
        }

        return good;
    }

    /// <summary>Tests of a project, built as this program is.</summary>
    private sealed record Suite(string Project, params string[] Namespaces)
    {
        // From tests/<us>/bin/<configuration>/<framework>/ to the same of another project.
        private static readonly DirectoryInfo Ours = new(
            Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)
        );

        public string Program =>
            Path.Combine(
                Ours.Parent!.Parent!.Parent!.Parent!.FullName,
                Project,
                "bin",
                Ours.Parent.Name,
                Ours.Name,
                OperatingSystem.IsWindows() ? $"{Project}.exe" : Project
            );

        public string HowToBuild => $"dotnet build -c {Ours.Parent!.Name} tests/{Project}";

        /// <param name="report">Where to write what came of each test.</param>
        public async Task<(int ExitCode, string Said)> Run(string report)
        {
            string[] arguments =
            [
                "--no-progress",
                "--no-ansi",
                "--report-xunit-trx",
                "--report-xunit-trx-filename",
                Path.GetFileName(report),
                "--results-directory",
                Path.GetDirectoryName(report)!,
                .. Namespaces.SelectMany(name => new[] { "--filter-namespace", name }),
            ];
            using var process = Process.Start(
                new ProcessStartInfo(Program, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var said = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(),
                process.StandardError.ReadToEndAsync()
            );
            await process.WaitForExitAsync();
            return (process.ExitCode, string.Join('\n', said));
        }
    }
}
