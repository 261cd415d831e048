using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Postgres.Verifying;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>verify --database</c>: whether a database says what the bytes of its entries say.</summary>
internal sealed class VerifiedDatabase(Output output)
{
    /// <param name="connection">Null: that of the environment, or the embedded one.</param>
    /// <param name="signedFile">A node's memory of what was signed; null: where the environment says.</param>
    /// <param name="keys">Whose signatures must hold.</param>
    /// <param name="against">Files with checkpoints that others were shown; believed only with <paramref name="keys"/>.</param>
    /// <param name="withoutQuotes">Quotes that are not there are expected.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<int> Run(
        string? connection,
        string? signedFile,
        IReadOnlyList<string> keys,
        IReadOnlyList<string> against,
        bool withoutQuotes,
        CancellationToken cancellation
    )
    {
        if (against.Count > 0 && keys.Count == 0)
        {
            throw HaltException.Wrong(
                "key.none",
                "Nothing says whose signature a checkpoint of --against must bear. Name the key with --key."
            );
        }

        var believed = keys.Count == 0 ? [] : BelievedKeys.Given(keys).All;
        await using var ledger = await OpenedDatabase.Of(connection, cancellation);
        using var progress = new ProgressLine(TimeProvider.System);
        var check = new DatabaseCheck(ledger.Source)
        {
            File = NodeFile.Of(signedFile, ledger.Home),
            Keys = believed,
            WithoutQuotes = withoutQuotes,
            Others = [.. against.Select(file => (file, Verify.Other(file, believed, origin: null)))],
        };
        var findings = await check.Run(
            (stage, done, all) =>
                progress.Show(() =>
                    $"{stage}: {Phrase.Number(done)} of {Phrase.Count(all, "entry", "entries")}"
                ),
            cancellation
        );
        progress.Clear();
        if (findings.Differences.Count > 0)
        {
            throw new HaltException(ExitCode.Difference, [.. Complaints(findings)]);
        }

        Print(findings, believed.Count > 0);
        return ExitCode.Fine;
    }

    private static IEnumerable<Complaint> Complaints(DatabaseFindings findings)
    {
        foreach (var one in findings.Differences)
        {
            var place = string.Join(
                ", ",
                new[] { one.Table, one.Key, one.Column }.Where(part => part.Length > 0)
            );
            yield return new Complaint(place, "database.differs", Pointer: "", one.Says);
        }

        if (findings.MissingQuotes > 0 && findings.Differences.Any(IsMissingQuote))
        {
            yield return new Complaint(
                "database.quotes-missing",
                $"Of {Phrase.Count(findings.MissingQuotes, "quote")} the words are not here. After a restore from a mirror transferledger excerpts import brings them; until then say --without-quotes."
            );
        }

        if (findings.More > 0)
        {
            yield return new Complaint(
                "database.differs-more",
                $"There are {Phrase.Count(findings.More, "more difference")} in these tables."
            );
        }

        if (findings.Unchecked is { } what)
        {
            yield return new Complaint("database.unchecked", $"Not looked at: {what}.");
        }
    }

    private static bool IsMissingQuote(Difference one) => one is { Table: "ledger.excerpts", Column: "" };

    private void Print(DatabaseFindings findings, bool hasKeys)
    {
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    findings.Size,
                    findings.MissingQuotes,
                    findings.Unchecked,
                    Signatures = hasKeys,
                }
            );
            return;
        }

        output.Line(
            $"{Phrase.Count(findings.Size, "entry", "entries")}: columns, tree, quotes, what was signed{(findings.Unchecked is null ? " and the read tables" : "")} say what the entries say."
        );
        if (findings.Unchecked is { } what)
        {
            output.Line($"Not looked at: {what}.");
        }

        if (findings.MissingQuotes > 0)
        {
            output.Line(
                $"Of {Phrase.Count(findings.MissingQuotes, "quote")} the words are not here, as after a restore from a mirror: transferledger excerpts import brings them."
            );
        }

        if (!hasKeys)
        {
            output.Remark(
                "Signatures were not looked at: name the log's key with --key. Whoever can write everywhere can make up a whole log: hold it against the checkpoint of another reader with --against."
            );
        }
    }
}
