using Npgsql;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Sealing;

/// <summary>
/// Accepting by hand that the log is not the one that was signed: a backup was restored. Only the owner of the schema can; the
/// server's role cannot make what was signed go back.
/// </summary>
/// <param name="ownerConnection">As <c>ledger_owner</c>.</param>
/// <param name="file">The file of this node; null: there is none here, and only the database's memory is looked at.</param>
public sealed class ForkAcceptance(string ownerConnection, string origin, SignedFile? file)
{
    /// <summary>The origins for which anything was signed.</summary>
    public static async Task<IReadOnlyList<string>> Origins(
        string ownerConnection,
        CancellationToken cancellation
    )
    {
        await using var connection = await Unpooled.Open(ownerConnection, cancellation);
        await using var command = new NpgsqlCommand(SqlFile.Read("Sealing/origins.sql"), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var origins = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            origins.Add(reader.GetString(0));
        }

        return origins;
    }

    /// <summary>What the log is, and what is remembered that it does not bear out.</summary>
    public async Task<ForkFound> Look(CancellationToken cancellation)
    {
        await using var connection = await Unpooled.Open(ownerConnection, cancellation);
        return await Look(connection, cancellation);
    }

    /// <summary>Puts what the log is in the place of what it does not bear out. Nobody signs meanwhile.</summary>
    /// <param name="seen">What was decided on; where it has changed since, nothing happens.</param>
    /// <param name="reason">Why; kept for good.</param>
    /// <param name="cancellation">Nothing is changed unless all of the database is.</param>
    /// <returns>False: it has changed since.</returns>
    public async Task<bool> Accept(ForkFound seen, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        await using var connection = await Unpooled.Open(ownerConnection, cancellation);
        await using var transaction = await SigningMemory.Lock(connection, cancellation);
        if (await Look(connection, cancellation) != seen)
        {
            return false;
        }

        if (seen.Database is { } inDatabase)
        {
            await Accept(connection, isInDatabase: true, inDatabase.Signed, cancellation);
        }

        if (seen.OfFile is { } inFile)
        {
            await Accept(connection, isInDatabase: false, inFile, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        if (seen.OfFile is not null)
        {
            file!.Write(seen.Log.ToString());
        }

        return true;

        Task Accept(NpgsqlConnection to, bool isInDatabase, Checkpoint old, CancellationToken until) =>
            SigningMemory.Accept(to, new AcceptedFork(isInDatabase, old, seen.Log, reason), until);
    }

    private async Task<ForkFound> Look(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var head = await Agreement.Head(connection, origin, cancellation);
        var remembered = (await SigningMemory.Read(connection, origin, cancellation))?.Checkpoint;
        var filed = file?.Read();
        return new ForkFound(
            head,
            remembered is null && filed is not null
                ? TakenAway()
                : await NotBorneOut(connection, head, remembered, cancellation),
            filed is { IsOk: true } inFile
                ? await NotBorneOut(connection, head, inFile.Value, cancellation)
                : null,
            filed is { IsOk: false } spoilt ? spoilt.Faults[0].Says : null
        );
    }

    private NotBorneOut TakenAway() =>
        new(
            Checkpoint.Of(origin, 0, Merkle.Empty).Value,
            $"{file!.Path} remembers that more was signed, and the row in ledger.signing is not there"
        );

    private static async Task<NotBorneOut?> NotBorneOut(
        NpgsqlConnection connection,
        Checkpoint head,
        Checkpoint? signed,
        CancellationToken cancellation
    )
    {
        if (signed is null)
        {
            return null;
        }

        return await Agreement.Contradiction(connection, head, signed, cancellation) is { } why
            ? new NotBorneOut(signed, why)
            : null;
    }
}

/// <summary>What the log is, and what was signed that it does not bear out.</summary>
/// <param name="Log">Its head now.</param>
/// <param name="Database">What the database remembers; null where the log bears it out, or it remembers nothing.</param>
/// <param name="File">What the file of this node remembers; the same.</param>
/// <param name="Unreadable">Why the file cannot be read; null where it can, or is not there.</param>
public sealed record ForkFound(Checkpoint Log, NotBorneOut? Database, NotBorneOut? File, string? Unreadable)
{
    /// <summary>There is nothing to accept.</summary>
    public bool IsNone => this is { Database: null, File: null, Unreadable: null };

    /// <summary>What the file remembers, or would at the least, where it is to be written anew.</summary>
    internal Checkpoint? OfFile =>
        File?.Signed ?? (Unreadable is null ? null : Checkpoint.Of(Log.Origin, 0, Merkle.Empty).Value);
}

/// <param name="Signed">What was signed.</param>
/// <param name="Why">How the log contradicts it.</param>
public sealed record NotBorneOut(Checkpoint Signed, string Why);
