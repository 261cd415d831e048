using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Sealing;

/// <summary>
/// Signs the committed head of the log (log.md section 3): one checkpoint after each change, at most one a second on all nodes
/// together. It signs only what grew out of all that it remembers to have been signed, in the database and in a file outside of
/// it, and remembers in both before anybody can be shown it. Steps, and what is true if it dies between them: README.md.
/// </summary>
public sealed class Signer(
    NpgsqlDataSource database,
    SigningKeys keys,
    SignedFile file,
    string origin,
    ILogger logger,
    TimeProvider time
)
{
    /// <summary>Between two checkpoints at least.</summary>
    internal static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>A log that does not change is held against what is remembered this often.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>What was refused is looked at again this often: somebody may have accepted it, or put it right.</summary>
    private static readonly TimeSpan RetryRefused = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetryAway = TimeSpan.FromMilliseconds(500);

    private volatile string? refused;
    private long size = -1;

    public SigningKeys Keys => keys;

    /// <summary>Why it signs no more, for health; null while it does.</summary>
    public string? Refused => refused;

    /// <summary>Entries under the last checkpoint that this node signed or saw; null before the first.</summary>
    public long? Size => Volatile.Read(ref size) is >= 0 and var seen ? seen : null;

    /// <summary>Told before each step; tests die there.</summary>
    internal Action<SigningStep>? Before { get; init; }

    /// <summary>Signs whenever the log has grown, until it is cancelled.</summary>
    /// <param name="log">This node's.</param>
    /// <param name="forget">Called where a log that was refused is signed: what was worked out before may be of another one.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task Run(
        PostgresLog log,
        Func<CancellationToken, Task> forget,
        CancellationToken cancellation
    )
    {
        while (!cancellation.IsCancellationRequested)
        {
            var wasRefused = refused is not null;
            var outcome = await Try(log, cancellation);
            if (wasRefused && refused is null)
            {
                await forget(cancellation);
            }

            await Wait(log, outcome, cancellation);
        }
    }

    /// <summary>Signs once, if there is something to sign and nothing against it.</summary>
    /// <param name="alarm">Why this node writes no more, which is a reason not to sign either; null: it writes.</param>
    internal async Task<SigningOutcome> SignOnce(string? alarm, CancellationToken cancellation)
    {
        if (alarm is not null)
        {
            return Refuse($"This node has stopped writing: {alarm}");
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await Begin(connection, cancellation) is { } forgotten)
        {
            return Refuse(forgotten);
        }

        Pass(SigningStep.Locking);
        await using var transaction = await SigningMemory.Lock(connection, cancellation);
        Pass(SigningStep.Reading);
        var remembered = await SigningMemory.Read(connection, origin, cancellation);
        var head = await Agreement.Head(connection, origin, cancellation);
        if (await Contradiction(connection, head, remembered, cancellation) is { } why)
        {
            return Refuse(why);
        }

        if (remembered is not null && !NeedsSigning(head, remembered))
        {
            Keep(remembered.Note!);
            return Seen(new SigningOutcome.Unchanged(remembered.Checkpoint.Size));
        }

        if (
            remembered?.Note is not null
            && remembered.Age is var age
            && age >= TimeSpan.Zero
            && age < Between
        )
        {
            return Seen(new SigningOutcome.TooSoon(remembered.Checkpoint.Size, Between - age));
        }

        await Sign(connection, head, cancellation);
        Pass(SigningStep.Committing);
        await transaction.CommitAsync(cancellation);
        Pass(SigningStep.Publishing);
        return Seen(new SigningOutcome.Signed(head.Size));
    }

    /// <summary>
    /// The row is there before anything is signed for the first time, so that a file without a row tells of a row that was taken
    /// away, and never of a process that died.
    /// </summary>
    /// <returns>Why nothing may be signed; null: nothing stands against it here.</returns>
    private async Task<string?> Begin(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await SigningMemory.Read(connection, origin, cancellation) is not null)
        {
            return null;
        }

        if (file.Read() is not null)
        {
            return $"{file.Path} remembers that something was signed, and the database has no row for {origin} in ledger.signing: somebody took it away, or an older backup was restored. Look who could; then have the log signed on from what it is with transferledger keys accept-fork.";
        }

        await using var transaction = await SigningMemory.Lock(connection, cancellation);
        if (await Agreement.Head(connection, origin, cancellation) is { Size: > 0 and var entries })
        {
            SigningMessages.NothingRemembered(logger, entries);
        }

        await SigningMemory.Begin(connection, origin, cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>Persisted in the file and in the database, in this order: what others read from the database stands in a file.</summary>
    private async Task Sign(NpgsqlConnection connection, Checkpoint head, CancellationToken cancellation)
    {
        Pass(SigningStep.Signing);
        var signed = SignedCheckpoint.Sign(head, keys);
        Pass(SigningStep.WritingFile);
        file.Write(signed.ToString(), () => Pass(SigningStep.ReplacingFile));
        Pass(SigningStep.WritingDatabase);
        if (!await SigningMemory.Write(connection, signed, cancellation))
        {
            throw new InvalidOperationException("Somebody signed without the lock of those who sign.");
        }
    }

    private async Task<SigningOutcome> Try(PostgresLog log, CancellationToken cancellation)
    {
        try
        {
            return await SignOnce(log.StoppedBecause, cancellation);
        }
        catch (Exception e) when (DatabaseAway.Is(e))
        {
            SigningMessages.Away(logger, e);
            return new SigningOutcome.Away();
        }
        catch (Exception e) when (e is HashMissingException or LogHoleException)
        {
            return Refuse($"The log is not whole: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse($"{file.Path} cannot be read or written: {e.Message}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SigningMessages.Failed(logger, e);
            return Refuse($"Signing failed: {e.Message}");
        }
    }

    private async Task Wait(PostgresLog log, SigningOutcome outcome, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LookAgain);
        try
        {
            await (
                outcome switch
                {
                    SigningOutcome.TooSoon soon => Task.Delay(soon.Wait, time, limit.Token),
                    SigningOutcome.Refused => Task.Delay(RetryRefused, time, limit.Token),
                    SigningOutcome.Away => Task.Delay(RetryAway, time, limit.Token),
                    SigningOutcome.Standing standing => log.WaitFor(new Position(standing.Size), limit.Token),
                    _ => throw new UnreachableException($"{outcome}"),
                }
            );
        }
        catch (OperationCanceledException)
        {
            // Time to look again, or to end: the loop knows.
        }
    }

    /// <summary>Why nothing may be signed: the log did not grow out of what is remembered, or the file cannot be read.</summary>
    private async Task<string?> Contradiction(
        NpgsqlConnection connection,
        Checkpoint head,
        Remembered? remembered,
        CancellationToken cancellation
    )
    {
        var filed = file.Read();
        if (filed is { IsOk: false } unreadable)
        {
            return $"What was signed last cannot be read in {file.Path}: {unreadable.Faults[0].Says}";
        }

        if (
            remembered is not null
            && await Agreement.Contradiction(connection, head, remembered.Checkpoint, cancellation) is { } why
        )
        {
            return Fork("the database remembers", why);
        }

        return
            filed is { } inFile
            && await Agreement.Contradiction(connection, head, inFile.Value, cancellation) is { } whyFile
            ? Fork($"{file.Path} remembers", whyFile)
            : null;
    }

    private static string Fork(string who, string why) =>
        $"The log is not the one that was signed: {who} another, for {why}. If a backup was restored on purpose, say so with transferledger keys accept-fork.";

    private bool NeedsSigning(Checkpoint head, Remembered remembered) =>
        remembered.Note is null
        || head.Size > remembered.Checkpoint.Size
        || !IsGood(remembered, remembered.Note);

    /// <summary>
    /// Whether the note may go on being published. It is signed again, which is safe since its size has the same root in the log,
    /// where a key was replaced or added since, and where somebody changed it, which is said.
    /// </summary>
    private bool IsGood(Remembered remembered, string note)
    {
        var read = SignedCheckpoint.Read(Encoding.UTF8.GetBytes(note));
        if (!read.IsOk || read.Value.Checkpoint != remembered.Checkpoint)
        {
            SigningMessages.NoteChanged(logger, remembered.Checkpoint.Size);
            return false;
        }

        var verified = read.Value.Note.VerifiedBy(keys.Verifiers);
        if (verified.Faults.Any(fault => fault.Code == "note.signature-wrong"))
        {
            SigningMessages.NoteChanged(logger, remembered.Checkpoint.Size);
        }

        return verified.IsOk && verified.Value.Length == keys.Verifiers.Length;
    }

    /// <summary>Another node signed it: this one remembers it as well.</summary>
    private void Keep(string note)
    {
        if (
            file.Read() is not { IsOk: true } filed
            || !note.StartsWith($"{filed.Value}\n", StringComparison.Ordinal)
        )
        {
            file.Write(note);
        }
    }

    private SigningOutcome.Refused Refuse(string why)
    {
        if (refused != why)
        {
            refused = why;
            SigningMessages.Refused(logger, why);
        }

        return new SigningOutcome.Refused(why);
    }

    private SigningOutcome Seen(SigningOutcome.Standing outcome)
    {
        if (refused is not null)
        {
            SigningMessages.GoesOn(logger, outcome.Size);
        }

        refused = null;
        Volatile.Write(ref size, outcome.Size);
        return outcome;
    }

    private void Pass(SigningStep step) => Before?.Invoke(step);
}

/// <summary>What the signer is about to do.</summary>
internal enum SigningStep
{
    Locking,
    Reading,
    Signing,
    WritingFile,
    ReplacingFile,
    WritingDatabase,
    Committing,
    Publishing,
}

/// <summary>What came of trying to sign.</summary>
internal abstract record SigningOutcome
{
    private SigningOutcome() { }

    /// <summary>So many entries are under a signed checkpoint.</summary>
    internal abstract record Standing(long Size) : SigningOutcome;

    internal sealed record Signed(long Size) : Standing(Size);

    /// <summary>The log has not grown since.</summary>
    internal sealed record Unchanged(long Size) : Standing(Size);

    /// <summary>The log has grown, and the last checkpoint is too young.</summary>
    internal sealed record TooSoon(long Size, TimeSpan Wait) : Standing(Size);

    internal sealed record Refused(string Why) : SigningOutcome;

    /// <summary>The database does not answer.</summary>
    internal sealed record Away : SigningOutcome;
}
