using System.CommandLine;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>completion</c>: a script that lets a shell offer verbs, options and the ids of figures and reports.</summary>
internal sealed class Completion : Command
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # Load it with: source <(transferledger completion bash)
            _transferledger() {
                local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
                COMPREPLY=($(compgen -W "$(transferledger "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${word}"))
            }
            complete -o default -F _transferledger transferledger
            """,
        ["zsh"] = """
            #compdef transferledger
            # Load it with: source <(transferledger completion zsh)
            _transferledger() {
                local -a found
                found=("${(@f)$(transferledger "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a found || _files
            }
            compdef _transferledger transferledger
            """,
        ["fish"] = """
            # Load it with: transferledger completion fish | source
            function __transferledger
                set -l line (commandline -cp)
                transferledger "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c transferledger -a '(__transferledger)'
            """,
        ["powershell"] = """
            # Load it with: transferledger completion powershell | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName transferledger -ScriptBlock {
                param($word, $line, $position)
                transferledger "[suggest:$position]" "$line" 2>$null |
                    Where-Object { $_ -like "$word*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
    };

    private readonly Argument<string> shell = new("shell") { Description = string.Join(", ", Scripts.Keys) };

    public Completion()
        : base(
            "completion",
            "Print a script that completes verbs, options and ids; its first line says how to load it."
        )
    {
        shell.OneOf([.. Scripts.Keys]);
        Arguments.Add(shell);
        SetAction(given =>
        {
            Console.Out.WriteLine(Scripts[given.GetRequiredValue(shell)]);
            return ExitCode.Fine;
        });
    }
}
