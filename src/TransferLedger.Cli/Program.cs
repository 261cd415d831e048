using System.CommandLine;
using System.CommandLine.Invocation;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Verbs;

var root = new RootCommand(
    """
    The ledger of reported arms transfers: files reports, and shows what follows from them.

    Exit codes: 0 fine, 1 a check found a difference, 2 wrong usage or input, 3 the server or the database failed.
    """
)
{
    new Import(),
    new Check(),
    new Corridors(),
    new Figures(),
    new Figure(),
    new Diff(),
    new Explain(),
    new Revisions(),
    new Conflicts(),
    new Denials(),
    new Report(),
    new Statement(),
    new Claimant(),
    new Correct(),
    new Withdraw(),
    new Grade(),
    new Judge(),
    new Amend(),
    new Erase(),
    new Follow(),
    new Export(),
    new Mirror(),
    new Verify(),
    new Replay(),
    new Restore(),
    new Prove(),
    new CheckProof(),
    new Subscriptions(),
    new Rebuild(),
    new Excerpts(),
    new Keys(),
    new Completion(),
};

if (args.Length == 0)
{
    await root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = Console.Error });
    return ExitCode.WrongInput;
}

var given = root.Parse(args);
if (given.Action is ParseErrorAction)
{
    return UsageErrors.Print(given);
}

try
{
    return await given.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception bug)
{
    // Not 1, which would say that a check found a difference.
    await Console.Error.WriteLineAsync(
        $"transferledger: this is a fault of the tool itself; please report it.\n{bug}"
    );
    return ExitCode.Failed;
}
