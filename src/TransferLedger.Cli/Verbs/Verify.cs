using System.CommandLine;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>verify</c>: whether a whole copy of a log is what its checkpoint says, and what another reader was shown.</summary>
internal sealed class Verify : Verb
{
    private readonly Argument<string?> place = new("dir|url")
    {
        Description = "The folder of a mirror, or the address of a server. Not with --database.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> database = new("--database")
    {
        HelpName = "connection",
        Arity = ArgumentArity.ZeroOrOne,
        Description =
            $"Check a database instead, as the server's role: that columns, tree, quotes, what was signed and the read tables say what the bytes of the entries say. Without a value: {OpenedDatabase.ConnectionVariable}, else the embedded database of this machine.",
    };

    private readonly Option<string?> file = NodeFile.Option();

    private readonly Option<bool> withoutQuotes = new("--without-quotes")
    {
        Description =
            "With --database: quotes that are not there are counted and no difference, as after a restore from a mirror, which holds none. Default: each is one.",
    };

    private readonly Option<string[]> keys = BelievedOption.New();

    private readonly Option<string[]> against = new("--against")
    {
        HelpName = "file",
        Description =
            "A checkpoint that another reader was shown: it must be of the same log. May stand several times. Default: none.",
    };

    public Verify()
        : base(
            "verify",
            """
            Check a whole copy of a log: every entry against its hash, every hash up to the root, the root against the signed
            checkpoint. Nothing is believed but the key.

            With --database the database itself is checked, and every difference is named: table, row and column. Servers may go
            on meanwhile. Give --key as well, else signatures are not looked at.

            That the copy is whole does not say that everybody was shown the same: hold it against the checkpoint of another
            reader with --against.
            """
        )
    {
        Arguments.Add(place);
        Takes(keys, against, database, file, withoutQuotes);
    }

    protected override Task<int> Run(ParseResult given, Output output, CancellationToken cancellation) =>
        (given.GetValue(place), IsDatabase: given.GetResult(database) is not null) switch
        {
            (null, true) => new VerifiedDatabase(output).Run(
                given.GetValue(database),
                given.GetValue(file),
                given.GetValue(keys) ?? [],
                given.GetValue(against) ?? [],
                given.GetValue(withoutQuotes),
                cancellation
            ),
            ({ } copy, false) => Run(copy, given, output, cancellation),
            _ => throw HaltException.Wrong(
                "verify.what",
                "Name one thing to check: the folder of a mirror, the address of a server, or --database."
            ),
        };

    private async Task<int> Run(
        string named,
        ParseResult given,
        Output output,
        CancellationToken cancellation
    )
    {
        using var opened = OpenedCopy.At(named);
        var believed = await opened.Believed(given.GetValue(keys) ?? [], cancellation);
        var copy = new CopyOf(opened.Source, believed);
        var signed = await opened.Checkpoint(copy, cancellation);
        var head = signed.Checkpoint;
        var others = (given.GetValue(against) ?? [])
            .Select(file => Other(file, believed.All, head.Origin))
            .ToList();
        using var progress = new ProgressLine(TimeProvider.System);
        await copy.Check(
            head,
            [.. others.Where(other => other.Size <= head.Size)],
            seen: null,
            done =>
                progress.Show(() =>
                    $"{Phrase.Number(done)} of {Phrase.Count(head.Size, "entry", "entries")}"
                ),
            cancellation
        );
        progress.Clear();
        if (others.FirstOrDefault(other => other.Size > head.Size) is { } longer)
        {
            throw new HaltException(
                ExitCode.Difference,
                [
                    new Complaint(
                        "checkpoint.longer",
                        $"The other checkpoint is of {longer.Size} entries, this copy of {head.Size}. Mirror the log once more, and compare again."
                    ),
                ]
            );
        }

        Print(head, believed, others.Count, output);
        return ExitCode.Fine;
    }

    /// <summary>A checkpoint out of a file.</summary>
    public static Checkpoint Other(string file, IReadOnlyCollection<VerifierKey> believed, string? origin)
    {
        byte[] note;
        try
        {
            note = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong("file.unreadable", $"{file} cannot be read: {e.Message}");
        }

        var signed = SignedCheckpoint.Open(note, believed, origin);
        return signed.IsOk
            ? signed.Value.Checkpoint
            : throw new HaltException(
                ExitCode.Difference,
                [.. signed.Faults.Select(fault => Complaint.Of(file, fault))]
            );
    }

    private static void Print(Checkpoint head, BelievedKeys believed, int others, Output output)
    {
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    head.Origin,
                    head.Size,
                    Root = head.Root.ToBase64(),
                    Others = others,
                }
            );
            return;
        }

        output.Line(
            $"{Phrase.Count(head.Size, "entry", "entries")} of {head.Origin}: every entry, hash and signature holds{(others > 0 ? $", and so {(others == 1 ? "does the other checkpoint" : "do the other checkpoints")}" : "")}."
        );
        output.Line($"Root {head.Root.ToBase64()}");
        output.Remark(
            $"Believed: {string.Join(", ", believed.All.Select(key => $"{key.Name}+{key.Id:x8}"))} ({believed.From})."
        );
    }
}
