using System.CommandLine;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>keys</c>: who may write, and where reads are not public, who may read.</summary>
internal sealed class Keys : Command
{
    public Keys()
        : base("keys", "Make, list and revoke the keys that the server asks for.")
    {
        Subcommands.Add(new KeysCreate());
        Subcommands.Add(new KeysList());
        Subcommands.Add(new KeysRevoke());
    }
}
