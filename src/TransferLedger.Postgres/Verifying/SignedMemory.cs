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
    private readonly HashSet<string> rows = new(StringComparer.Ordinal);
    private IReadOnlyCollection<VerifierKey> believed = [];

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
        var memory = new SignedMemory { believed = keys };
        await using var command = database.CreateCommand(SqlFile.Read("Verifying/signed.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var origin = reader.GetString(0);
            memory.rows.Add(origin);
            var root = reader.GetFieldValue<byte[]>(2);
            if (root.Length != Hash.Size)
            {
                found.Add(
                    Table,
                    $"origin {origin}",
                    "root",
                    $"It has {root.Length} bytes, and a root has {Hash.Size}."
                );
                continue;
            }

            var row = Checkpoint.Of(origin, reader.GetInt64(1), new Hash(root));
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
            else if (row.Value is not { Size: 0 } && !reader.GetBoolean(4))
            {
                found.Add(
                    Table,
                    $"origin {origin}",
                    "note",
                    "The note is gone, and no accepted fork says why. A server with the key signs this size again."
                );
            }
        }

        memory.Add(file, found);
        memory.heads.AddRange(others.Select(other => (other.Place, "", other.Checkpoint)));
        return memory;
    }

    /// <summary>Whether each is of this log.</summary>
    public void Compare(LogWalk log, Found found)
    {
        CompareRows(log, found);
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

    /// <summary>A log that was signed has a row: its signer makes it before anything else.</summary>
    private void CompareRows(LogWalk log, Found found)
    {
        foreach (
            var (place, _, signed) in heads
                .Where(head => !rows.Contains(head.Signed.Origin))
                .DistinctBy(head => head.Signed.Origin)
        )
        {
            found.Add(
                Table,
                $"origin {signed.Origin}",
                "",
                $"The row is missing, and {signed.Size} entries were signed as {place} says: it was taken away, or an older backup was restored."
            );
        }

        if (
            log.Size > 0
            && believed.FirstOrDefault() is { Name: var name }
            && !believed.Any(key =>
                rows.Contains(key.Name) || heads.Any(head => head.Signed.Origin == key.Name)
            )
        )
        {
            found.Add(
                Table,
                $"origin {name}",
                "",
                "The row is missing: nothing was ever signed with this key here, or it was taken away."
            );
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
