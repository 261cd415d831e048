using System.CommandLine;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>restore</c>: fills an empty database from a mirror, up to the same root.</summary>
internal sealed class Restore : DatabaseVerb
{
    private readonly Argument<string> folder = new("dir")
    {
        Description = "The folder of a mirror, as transferledger mirror makes it.",
    };

    private readonly Option<string[]> keys = BelievedOption.New();

    public Restore()
        : base(
            "restore",
            """
            Fill an empty database from a mirror: the whole copy is checked first, every entry is written as it is, and the root
            that comes out must be the signed one. A run that broke off goes on where it stopped when it is started again; until
            then nothing is signed.

            A mirror holds no quotes, keys, subscriptions or bookmarks: quotes come by transferledger excerpts import. What was
            filed behind the mirror's checkpoint is gone: take the longest mirror that there is.
            """
        )
    {
        Arguments.Add(folder);
        Takes(keys);
    }

    protected override async Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    )
    {
        using var opened = OpenedCopy.At(given.GetRequiredValue(folder));
        var copy = new CopyOf(opened.Source, await opened.Believed(given.GetValue(keys) ?? [], cancellation));
        var signed = await opened.Checkpoint(copy, cancellation);
        var (before, isSigned) = await Fill(ledger, copy, opened.Source.Name, signed, cancellation);
        var readable = await Rebuild.Anew(ledger, cancellation);
        Print(signed.Checkpoint, before, readable.Entries, isSigned, output);
        return ExitCode.Fine;
    }

    /// <returns>How many entries were there before, and whether the checkpoint is what was signed last.</returns>
    private static async Task<(long Before, bool IsSigned)> Fill(
        LedgerDatabase ledger,
        CopyOf copy,
        string name,
        SignedCheckpoint signed,
        CancellationToken cancellation
    )
    {
        var head = signed.Checkpoint;
        using var progress = new ProgressLine(TimeProvider.System);
        await using var restore = await Open(ledger, cancellation);
        var (before, log) = (restore.Size, new MirroredLog(copy, name, head));
        if (before > head.Size)
        {
            throw Refused(
                $"The database holds {Phrase.Count(before, "entry", "entries")}, more than the copy, which has {Phrase.Number(head.Size)}."
            );
        }

        var root = await log.Check(before, done => Show("checked", done), cancellation);
        if (root != restore.Root)
        {
            throw Refused(
                $"The database holds {Phrase.Count(before, "entry", "entries")}, and they are not those that the log of the copy begins with."
            );
        }

        // Before the first entry: whoever signs while only a part is there, or after a run that broke off, must know of the rest.
        var isSigned = await RestoredHead.Remember(ledger.Source, signed, cancellation);
        await foreach (var batch in log.From(before, LogRestore.BatchEntries, cancellation))
        {
            if (!await restore.Add(batch, cancellation))
            {
                throw HaltException.Failed(
                    "restore.others-write",
                    $"Somebody else has written into the database since it held {Phrase.Count(restore.Size, "entry", "entries")}. Stop its servers and begin anew in an empty one."
                );
            }

            Show("restored", restore.Size);
        }

        using var tree = new LedgerTree(ledger.Source);
        return await tree.RootAt(head.Size, cancellation) == head.Root
            ? (before, isSigned)
            : throw new HaltException(
                ExitCode.Difference,
                [
                    new Complaint(
                        "restore.other-root",
                        $"The database does not have the root of the checkpoint, {head.Root.ToBase64()}: the copy was changed while it was read. Drop the database and begin anew."
                    ),
                ]
            );

        void Show(string stage, long done) =>
            progress.Show(() =>
                $"{stage}: {Phrase.Number(done)} of {Phrase.Count(head.Size, "entry", "entries")}"
            );
    }

    private static async Task<LogRestore> Open(LedgerDatabase ledger, CancellationToken cancellation)
    {
        try
        {
            return await LogRestore.Open(ledger.Source, cancellation);
        }
        catch (LogHoleException hole)
        {
            throw Refused($"The database holds a log that is not whole: {hole.Message}");
        }
    }

    private static HaltException Refused(string because) =>
        HaltException.Wrong("restore.other-log", $"{because} Name an empty database with --database.");

    private static void Print(Checkpoint head, long before, long readable, bool isSigned, Output output)
    {
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    head.Origin,
                    head.Size,
                    Restored = head.Size - before,
                    Root = head.Root.ToBase64(),
                    Readable = readable,
                    Signed = isSigned,
                }
            );
            return;
        }

        output.Line(
            $"Restored {Phrase.Count(head.Size - before, "entry", "entries")} of {head.Origin}; the database holds {Phrase.Number(head.Size)}, with the root that was signed."
        );
        output.Line($"Root {head.Root.ToBase64()}");
        output.Remark(
            isSigned
                ? $"Start the server with Ledger__Origin={head.Origin} and the key of before: it goes on signing from here. Bring the quotes in with transferledger excerpts import."
                : "The database remembers that more than this was signed. It is signed again once that is accepted by hand: transferledger keys accept-fork."
        );
    }
}
