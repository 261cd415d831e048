using System.CommandLine;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>keys</c>: who may write or read; and the keys that the log itself signs with.</summary>
internal sealed class Keys : Command
{
    public Keys()
        : base(
            "keys",
            "Make, list and revoke the keys that the server asks for; and the keys that it signs checkpoints with."
        )
    {
        Subcommands.Add(new KeysCreate());
        Subcommands.Add(new KeysList());
        Subcommands.Add(new KeysRevoke());
        Subcommands.Add(new KeysVerifier());
        Subcommands.Add(new KeysAcceptFork());
    }
}
