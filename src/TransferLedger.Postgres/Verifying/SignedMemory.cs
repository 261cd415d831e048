using System.Text;
using Npgsql;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Postgres.Verifying;

/// <summary>What is remembered to have been signed, read before the log is walked, and held against it afterwards.</summary>
internal sealed class SignedMemory
{
    private const string Table = "ledger.signing";

    private readonly List<(string Table, string Key, Checkpoint Signed)> heads = [];

    private SignedMemory() { }

    public IEnumerable<long> Sizes => heads.Select(head => head.Signed.Size);

    /// <param name="database">As any role that may read schema <c>ledger</c>.</param>
    /// <param name="file">A node's own memory; null: none is known of.</param>
    /// <param name="others">Checkpoints of the same log that others were shown, with where they lie.</param>
    /// <param name="keys">Whose signatures must hold; none: signatures are not looked at.</param>
    /// <param name="found">Where differences go.</param>
    /// <param name="cancellation">Nothing is changed anyway.</param>
    public static async Task<SignedMemory> Read(
        NpgsqlDataSource database,
        SignedFile? file,
        IEnumerable<(string Place, Checkpoint Checkpoint)> others,
        IReadOnlyCollection<VerifierKey> keys,
        Found found,
        CancellationToken cancellation
    )
    {
        var memory = new SignedMemory();
        await using var command = database.CreateCommand(SqlFile.Read("Verifying/signed.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var origin = reader.GetString(0);
            var row = Checkpoint.Of(origin, reader.GetInt64(1), new Hash(reader.GetFieldValue<byte[]>(2)));
            if (!row.IsOk)
            {
                Tell(found, Table, $"origin {origin}", "origin", row.Faults);
                continue;
            }

            memory.heads.Add((Table, $"origin {origin}", row.Value));
            if (!await reader.IsDBNullAsync(3, cancellation))
            {
                CheckNote(row.Value, reader.GetString(3), keys, found);
            }
        }

        memory.Add(file, found);
        memory.heads.AddRange(others.Select(other => (other.Place, "", other.Checkpoint)));
        return memory;
    }

    /// <summary>Whether each is of this log.</summary>
    public void Compare(LogWalk log, Found found)
    {
        foreach (var (table, key, signed) in heads)
        {
            if (signed.Size > log.Size)
            {
                found.Add(
                    table,
                    key,
                    "size",
                    $"The log has {log.Size} entries, and {signed.Size} were signed with the root {signed.Root}: its end was taken away, or an older backup was restored."
                );
            }
            else if (log.RootAt(signed.Size) is { } root && root != signed.Root)
            {
                found.Add(
                    table,
                    key,
                    "root",
                    $"The first {signed.Size} entries have the root {root}, and {signed.Root} was signed."
                );
            }
        }
    }

    private void Add(SignedFile? file, Found found)
    {
        if (file?.Read() is not { } read)
        {
            return;
        }

        if (read.IsOk)
        {
            heads.Add((file.Path, "", read.Value));
        }
        else
        {
            Tell(found, file.Path, "", "", read.Faults);
        }
    }

    private static void CheckNote(
        Checkpoint row,
        string note,
        IReadOnlyCollection<VerifierKey> keys,
        Found found
    )
    {
        var (key, bytes) = ($"origin {row.Origin}", Encoding.UTF8.GetBytes(note));
        var signed =
            keys.Count == 0 ? SignedCheckpoint.Read(bytes) : SignedCheckpoint.Open(bytes, keys, row.Origin);
        if (!signed.IsOk)
        {
            Tell(found, Table, key, "note", signed.Faults);
        }
        else if (
            signed.Value.Checkpoint is var said
            && (said.Origin, said.Size, said.Root) != (row.Origin, row.Size, row.Root)
        )
        {
            found.Add(
                Table,
                key,
                "note",
                $"The note says {said.Size} entries of {said.Origin} with the root {said.Root}, the columns {row.Size} with {row.Root}."
            );
        }
    }

    private static void Tell(Found found, string table, string key, string column, IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            found.Add(table, key, column, fault.Says);
        }
    }
}
