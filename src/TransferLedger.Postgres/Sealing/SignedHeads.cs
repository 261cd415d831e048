using System.Text;
using Npgsql;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Sealing;

/// <summary>What may be shown: the checkpoint that was signed last, on whichever node, exactly as it is remembered.</summary>
public sealed class SignedHeads(NpgsqlDataSource database, string origin, TimeProvider time)
{
    /// <summary>A size is believed so long: it only grows, unless a fork is accepted.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    private volatile Sighting seen = new(0, 0);

    /// <summary>Null where nothing was signed, or not since a fork was accepted, or the note is not of the size and root beside it.</summary>
    public async Task<SignedCheckpoint?> Latest(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // One that somebody changed, or put an older one in the place of, is not shown; the signer says so and signs again.
        var signed =
            await SigningMemory.Read(connection, origin, cancellation) is { Note: { } note } remembered
            && SignedCheckpoint.Read(Encoding.UTF8.GetBytes(note)) is { IsOk: true } read
            && read.Value.Checkpoint == remembered.Checkpoint
                ? read.Value
                : null;
        seen = new Sighting(signed?.Checkpoint.Size ?? 0, time.GetTimestamp());
        return signed;
    }

    /// <summary>
    /// How many entries are under the checkpoint that was signed last, or were a moment ago where that suffices: the database
    /// is asked where <paramref name="suffices"/> says no.
    /// </summary>
    public async ValueTask<long> Size(Func<long, bool> suffices, CancellationToken cancellation)
    {
        var known = seen;
        return suffices(known.Size) && time.GetElapsedTime(known.At) < Believed
            ? known.Size
            : (await Latest(cancellation))?.Checkpoint.Size ?? 0;
    }

    private sealed record Sighting(long Size, long At);
}
