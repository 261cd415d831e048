using System.Diagnostics;

namespace TransferLedger.Scenarios.Cli;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("transferledger fig", "figure", "figures")]
    [InlineData("transferledger figures --co", "--corridor")]
    [InlineData("transferledger conflicts --grade t", "tension", "contradiction")]
    [InlineData("transferledger judge a b unsu", "unsure")]
    [InlineData("transferledger figures --status disp", "disputed")]
    [InlineData("transferledger keys re", "revoke", "create")]
    public async Task Verbs_options_and_words_are_offered(string line, params string[] offered)
    {
        var run = await new Tool().Run($"[suggest:{line.Length}]", line);
        Assert.Equal(offered, run.Lines);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public async Task Each_shell_gets_a_script_that_says_how_to_load_it(string shell)
    {
        var run = await new Tool().Run("completion", shell);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"transferledger completion {shell}", run.Out, StringComparison.Ordinal);
        Assert.Contains("[suggest:", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bash_takes_its_script_and_completes_with_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        const string Typed = "transferledger revi";
        var script = (await new Tool().Run("completion", "bash")).Out;
        var start = new ProcessStartInfo("bash", ["-s"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{Tool.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        using var bash = Process.Start(start)!;
        await bash.StandardInput.WriteAsync(
            $"""
            {script}
            COMP_WORDS=(transferledger revi) COMP_CWORD=1 COMP_LINE='{Typed}' COMP_POINT={Typed.Length}
            _transferledger
            echo "$?: {"${COMPREPLY[*]}"}"

            """
        );
        bash.StandardInput.Close();
        var said = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0: revisions\n", said);
    }
}
