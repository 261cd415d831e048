using System.CommandLine;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>keys accept-fork</c>: says that the log, which is not the one that was signed, shall be signed all the same.</summary>
internal sealed class KeysAcceptFork : DatabaseVerb
{
    private const string OwnerVariable = "ConnectionStrings__LedgerOwner";
    private const string OriginVariable = "Ledger__Origin";

    private readonly Option<string?> file = NodeFile.Option();

    private readonly Option<string?> origin = new("--origin")
    {
        HelpName = "name",
        Description =
            $"The origin of the ledger. Default: {OriginVariable}, else the one that was signed for.",
    };

    private readonly Option<string?> reason = new("--reason")
    {
        HelpName = "text",
        Description = "Why; kept for good. Default: asked for on a terminal.",
    };

    private readonly Option<bool> yes = new("--yes")
    {
        Description = "Do it without asking. Needed where nobody sits at a terminal.",
    };

    public KeysAcceptFork()
        : base(
            "accept-fork",
            "Accept that the log is not the one that was signed, because a backup was restored on purpose. Whoever kept a checkpoint from the time between will find that it does not agree, and is right: tell them."
        ) => Takes(file, origin, reason, yes);

    protected override async Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    )
    {
        var owner =
            ledger.OwnerConnection
            ?? throw HaltException.Wrong(
                "fork.owner",
                $"Only the owner of the schema can accept a fork. Set {OwnerVariable}."
            );
        var signedFile = NodeFile.Of(given.GetValue(file), ledger.Home);
        var acceptance = new ForkAcceptance(
            owner,
            await OriginOf(given.GetValue(origin), owner, signedFile, cancellation),
            signedFile
        );
        var found = await acceptance.Look(cancellation);
        if (found.IsNone)
        {
            Report(output, found, accepted: false);
            return ExitCode.Fine;
        }

        Tell(output, found, signedFile);
        var why = ReasonOf(given, output);
        if (!await acceptance.Accept(found, why, cancellation))
        {
            throw HaltException.Failed(
                "fork.moved",
                "The log or what is remembered of it has changed meanwhile; nothing was accepted. Look again."
            );
        }

        Report(output, found, accepted: true);
        return ExitCode.Fine;
    }

    private static string? Said(string variable) => Environment.GetEnvironmentVariable(variable);

    private static async Task<string> OriginOf(
        string? given,
        string owner,
        SignedFile? file,
        CancellationToken cancellation
    )
    {
        if ((given ?? Said(OriginVariable)) is { Length: > 0 } said)
        {
            return said;
        }

        return await ForkAcceptance.Origins(owner, cancellation) switch
        {
            [var one] => one,
            [] when file?.Read() is { IsOk: true } filed => filed.Value.Origin,
            [] => throw HaltException.Wrong(
                "fork.nothing-signed",
                "Nothing was ever signed here. Name the ledger with --origin."
            ),
            var several => throw HaltException.Wrong(
                "fork.origins",
                $"Several ledgers were signed for: {string.Join(", ", several)}. Name one with --origin."
            ),
        };
    }

    private string ReasonOf(ParseResult given, Output output)
    {
        var isAsked = !Console.IsInputRedirected && !Console.IsErrorRedirected && !output.IsJson;
        if (!given.GetValue(yes) && !isAsked)
        {
            throw HaltException.Wrong(
                "fork.unconfirmed",
                "Nothing was accepted. Say --yes, and --reason why."
            );
        }

        var why = given.GetValue(reason)?.Trim();
        if (why is null or "" && isAsked)
        {
            Console.Error.Write("Why is this log to be signed? ");
            why = Console.In.ReadLine()?.Trim();
        }

        if (why is null or "")
        {
            throw HaltException.Wrong("fork.reason", "Nothing was accepted. Give the reason with --reason.");
        }

        if (!given.GetValue(yes))
        {
            Console.Error.Write("Accept it? Write yes: ");
            if (Console.In.ReadLine()?.Trim() != "yes")
            {
                throw HaltException.Wrong("fork.unconfirmed", "Nothing was accepted.");
            }
        }

        return why;
    }

    private static void Tell(Output output, ForkFound found, SignedFile? file)
    {
        output.Remark(
            $"The log {found.Log.Origin} has {found.Log.Size} entries, root {found.Log.Root.ToBase64()}."
        );
        if (found.Database is { } inDatabase)
        {
            output.Remark($"Signed, as the database remembers: {Head(inDatabase.Signed)}; {inDatabase.Why}.");
        }

        if (found.File is { } inFile)
        {
            output.Remark($"Signed, as {file!.Path} remembers: {Head(inFile.Signed)}; {inFile.Why}.");
        }

        if (found.Unreadable is { } unreadable)
        {
            output.Remark($"{file!.Path} cannot be read and will be written anew: {unreadable}");
        }
    }

    private static void Report(Output output, ForkFound found, bool accepted)
    {
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    Accepted = accepted,
                    found.Log.Origin,
                    Log = Document(found.Log),
                    Database = Document(found.Database?.Signed),
                    File = Document(found.File?.Signed),
                }
            );
            return;
        }

        output.Line(
            accepted
                ? $"Accepted: what is signed goes on from {Head(found.Log)}. Do the same on each other node that has a file of its own."
                : $"There is nothing to accept: the log of {Head(found.Log)} grew out of what was signed."
        );
    }

    private static string Head(Checkpoint checkpoint) =>
        $"{checkpoint.Size} entries, root {checkpoint.Root.ToBase64()}";

    private static object? Document(Checkpoint? checkpoint) =>
        checkpoint is null ? null : new { checkpoint.Size, Root = checkpoint.Root.ToBase64() };
}
