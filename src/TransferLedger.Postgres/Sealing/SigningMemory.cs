using Npgsql;
using NpgsqlTypes;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Sealing;

/// <summary>What the database remembers of one origin, read and written by who holds the lock of those who sign.</summary>
internal static class SigningMemory
{
    /// <summary>Begins a transaction in which nobody else signs.</summary>
    public static async Task<NpgsqlTransaction> Lock(
        NpgsqlConnection connection,
        CancellationToken cancellation
    )
    {
        var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await Run(connection, "Sealing/transaction.sql", cancellation);
            await Run(connection, "Sealing/lock.sql", cancellation);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Null where nobody has begun to sign.</summary>
    public static async Task<Remembered?> Read(
        NpgsqlConnection connection,
        string origin,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(SqlFile.Read("Sealing/remembered.sql"), connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = origin });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        var checkpoint = Checkpoint.Of(origin, reader.GetInt64(0), new Hash(reader.GetFieldValue<byte[]>(1)));
        var note = await reader.IsDBNullAsync(2, cancellation) ? null : reader.GetString(2);
        return new Remembered(checkpoint.Value, note, TimeSpan.FromSeconds(reader.GetDouble(3)));
    }

    /// <summary>Says that nothing was signed yet, where nothing is remembered.</summary>
    public static async Task Begin(NpgsqlConnection connection, string origin, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlFile.Read("Sealing/begin.sql"), connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = origin });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Merkle.Empty.ToArray() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>False: something newer, or something else of that size, is remembered.</summary>
    public static async Task<bool> Write(
        NpgsqlConnection connection,
        SignedCheckpoint signed,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(SqlFile.Read("Sealing/remember.sql"), connection);
        AddHead(command, signed.Checkpoint);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = signed.ToString() });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Notes the reason and, of the database's memory, puts the new head in the place of the old one.</summary>
    public static async Task Accept(
        NpgsqlConnection connection,
        AcceptedFork fork,
        CancellationToken cancellation
    )
    {
        await using (var note = new NpgsqlCommand(SqlFile.Read("Sealing/note_fork.sql"), connection))
        {
            note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fork.Old.Origin });
            note.Parameters.Add(
                new NpgsqlParameter<string> { TypedValue = fork.IsInDatabase ? "database" : "file" }
            );
            AddSizeAndRoot(note, fork.Old);
            AddSizeAndRoot(note, fork.New);
            note.Parameters.Add(
                new NpgsqlParameter { Value = fork.Reason, NpgsqlDbType = NpgsqlDbType.Text }
            );
            await note.ExecuteNonQueryAsync(cancellation);
        }

        if (fork.IsInDatabase)
        {
            await using var accept = new NpgsqlCommand(SqlFile.Read("Sealing/accept_fork.sql"), connection);
            AddHead(accept, fork.New);
            await accept.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static void AddHead(NpgsqlCommand command, Checkpoint checkpoint)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = checkpoint.Origin });
        AddSizeAndRoot(command, checkpoint);
    }

    private static void AddSizeAndRoot(NpgsqlCommand command, Checkpoint checkpoint)
    {
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = checkpoint.Size });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = checkpoint.Root.ToArray() });
    }

    private static async Task Run(NpgsqlConnection connection, string path, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlFile.Read(path), connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>What was signed last.</summary>
/// <param name="Note">As it is published; null where nothing was signed yet, or a fork was accepted and nothing signed since.</param>
/// <param name="Age">Since then, by the database's clock; negative where that was set back.</param>
internal sealed record Remembered(Checkpoint Checkpoint, string? Note, TimeSpan Age);

/// <summary>A memory that the log does not bear out, and what takes its place.</summary>
/// <param name="IsInDatabase">Else in the file of a node.</param>
internal sealed record AcceptedFork(bool IsInDatabase, Checkpoint Old, Checkpoint New, string Reason);
