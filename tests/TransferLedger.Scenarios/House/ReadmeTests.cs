using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Scenarios.House;

/// <summary>The README's first command, as a newcomer would type it. (The second one runs this test.)</summary>
public sealed class ReadmeTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private Process? server;
    private readonly string folder = Path.Combine(
        Path.GetTempPath(),
        $"transferledger-readme-{Guid.NewGuid():N}"
    );

    [Fact]
    public async Task The_first_command_serves_the_sample_and_stops_when_it_is_told_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process is told to stop by a signal here.");
        using var timeLimit = CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken
        );
        timeLimit.CancelAfter(Limit);
        server = Start(FirstCommand());
        var printed = await ReadUntil(server, "Ctrl+C stops it.", timeLimit.Token);
        Assert.Contains("13,001 or more", printed, StringComparison.Ordinal);

        var started = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, "server.json"), timeLimit.Token)
        );
        using var client = new HttpClient();
        var estimate = await client.GetFromJsonAsync<JsonElement>(
            $"{started.RootElement.GetProperty("url").GetString()}/figures/KP-RU/containers",
            timeLimit.Token
        );
        Assert.Equal(13_001, estimate.GetProperty("low").GetInt64());
        Assert.Equal("text/html", await TypeOfWhatIsToBeTried(client, printed, timeLimit.Token));

        var key = Path.Combine(folder, "admin.key");
        Assert.True(File.Exists(key), key);
        Assert.Contains($"/file, with the key in {key}", printed, StringComparison.Ordinal);

        using var told = Process.Start("kill", ["-TERM", started.RootElement.GetProperty("pid").ToString()]);
        await server.WaitForExitAsync(timeLimit.Token);
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public void The_second_command_is_the_one_that_runs_all_tests()
    {
        Assert.Equal("dotnet test", Commands().ElementAt(1));
    }

    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }

        server?.Dispose();
        if (Directory.Exists(folder))
        {
            await EmbeddedPostgres.Discard(
                new EmbeddedPostgresOptions { DataFolder = Path.Combine(folder, "postgres") }
            );
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] FirstCommand() => Commands().First().Split(' ');

    /// <summary>The code blocks of the section "Two commands".</summary>
    private static IEnumerable<string> Commands()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        var section = readme.Split("## Two commands")[1].Split("\n## ")[0];
        return section.Split("```").Where((_, i) => i % 2 == 1).Select(block => block.Trim());
    }

    private Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = Root(),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["Ledger__DataFolder"] = folder;
        return Process.Start(start)!;
    }

    /// <summary>The address that the greeting names, opened as a browser opens it.</summary>
    private static async Task<string?> TypeOfWhatIsToBeTried(
        HttpClient client,
        string printed,
        CancellationToken cancellation
    )
    {
        var address = Assert
            .Single(printed.Split('\n'), line => line.StartsWith("Look at ", StringComparison.Ordinal))
            .Split(' ')[^1];
        using var asked = new HttpRequestMessage(HttpMethod.Get, address.Trim());
        asked.Headers.Accept.ParseAdd("text/html");
        using var page = await client.SendAsync(asked, cancellation);
        return page.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType;
    }

    private static async Task<string> ReadUntil(Process server, string last, CancellationToken cancellation)
    {
        var printed = new List<string>();
        while (await server.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            printed.Add(line);
            if (line.Contains(last, StringComparison.Ordinal))
            {
                return string.Join('\n', printed);
            }
        }

        throw new InvalidOperationException(
            $"The server ended before it said \"{last}\":\n{string.Join('\n', printed)}"
        );
    }

    private static string Root()
    {
        for (var here = new DirectoryInfo(AppContext.BaseDirectory); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "TransferLedger.sln")))
            {
                return here.FullName;
            }
        }

        throw new DirectoryNotFoundException("These tests run from a checkout of TransferLedger.");
    }
}
