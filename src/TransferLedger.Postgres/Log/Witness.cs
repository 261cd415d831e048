using Npgsql;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// The furthest end of the log that this node has seen, on whichever connection, writing or reading. Whoever writes for the
/// node must find it in the log: an import may begin after a failover, and the entries that the replica lacks are those of
/// another connection; or those of another node, which this one has read and handed on, and which died with the primary.
/// </summary>
internal sealed class Witness(Alarm alarm)
{
    private Sighting? furthest;

    /// <summary>Null while the log was never seen to have an entry.</summary>
    public Sighting? Furthest => Volatile.Read(ref furthest);

    /// <summary>The log ends, or has ended, at <paramref name="tail"/>. Returns what is kept if that is the furthest.</summary>
    public Sighting? Note(Tail tail) =>
        tail.LastLeaf is { } leaf ? Note(new Sighting(tail.Size, leaf)) : null;

    /// <summary>
    /// The log that a connection reads has, or had, this end. It takes the place of what was seen before only where it holds that
    /// as well: else the log was replaced, which must not be forgotten for having been read.
    /// </summary>
    public async Task See(NpgsqlConnection connection, Sighting seen, CancellationToken cancellation)
    {
        while (Furthest is var before && (before is null || before.Size < seen.Size))
        {
            if (before is not null && !await Holds(connection, before, cancellation))
            {
                alarm.Raise(
                    $"the log is not the one that this node has read: the entry at position {before.Size - 1} differs or is gone."
                );
                return;
            }

            if (Interlocked.CompareExchange(ref furthest, seen, before) == before)
            {
                return;
            }
        }
    }

    /// <summary>Whether the log still has what was seen of it.</summary>
    public static async Task<bool> Holds(
        NpgsqlConnection connection,
        Sighting seen,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(SqlFile.Read("Log/holds.sql"), connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = seen.Size - 1 },
                new NpgsqlParameter<byte[]> { TypedValue = seen.Leaf.ToArray() },
            },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The same of a log that is known to hold what was seen before.</summary>
    private Sighting? Note(Sighting seen)
    {
        while (Furthest is var before && (before is null || before.Size < seen.Size))
        {
            if (Interlocked.CompareExchange(ref furthest, seen, before) == before)
            {
                return seen;
            }
        }

        return null;
    }

    /// <summary>The log had this size, and then this was its last leaf.</summary>
    internal sealed record Sighting(long Size, Hash Leaf);
}
