using System.CommandLine;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>excerpts</c>: the quotes, which no mirror and no export of claims holds.</summary>
internal sealed class Excerpts : Command
{
    public Excerpts()
        : base("excerpts", "Carry the quotes of a ledger to a database of it that was restored without them.")
    {
        Subcommands.Add(new ExcerptsExport());
        Subcommands.Add(new ExcerptsImport());
    }
}
