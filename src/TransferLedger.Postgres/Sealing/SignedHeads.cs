using System.Text;
using Npgsql;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Sealing;

/// <summary>What may be shown: the checkpoint that was signed last, on whichever node, exactly as it is remembered.</summary>
public sealed class SignedHeads(NpgsqlDataSource database, string origin)
{
    private long size;

    /// <summary>Null where nothing was signed, or not since a fork was accepted.</summary>
    public async Task<SignedCheckpoint?> Latest(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var note = (await SigningMemory.Read(connection, origin, cancellation))?.Note;
        // One that somebody changed is no note; the signer says so and signs again.
        var signed =
            note is null ? null
            : SignedCheckpoint.Read(Encoding.UTF8.GetBytes(note)) is { IsOk: true } read ? read.Value
            : null;
        Volatile.Write(ref size, signed?.Checkpoint.Size ?? 0);
        return signed;
    }

    /// <summary>
    /// How many entries are under the checkpoint that was signed last, or were a moment ago where that suffices: the database
    /// is asked where <paramref name="suffices"/> says no.
    /// </summary>
    public async ValueTask<long> Size(Func<long, bool> suffices, CancellationToken cancellation)
    {
        var known = Volatile.Read(ref size);
        return suffices(known) ? known : (await Latest(cancellation))?.Checkpoint.Size ?? 0;
    }
}
