using Npgsql;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Sealing;

/// <summary>
/// The Merkle tree over the log, as large as it was at any size. Near the head a root costs no more than the leaves since the
/// last one that was asked for; any other one statement. What it remembers is of the log as it was: where another takes its place,
/// <see cref="Forget"/>.
/// </summary>
/// <param name="database">Of a server that has all sizes that are asked for.</param>
public sealed class LedgerTree(NpgsqlDataSource database) : IDisposable
{
    /// <summary>Beyond so many leaves the right edge is read anew.</summary>
    internal const int MostLeavesToFollow = 1_024;

    /// <summary>Roots that are remembered.</summary>
    internal const int MostRoots = 256;

    private readonly SemaphoreSlim growing = new(1);
    private readonly Lock gate = new();
    private readonly Dictionary<long, Hash> roots = [];
    private readonly Queue<long> inOrder = new();
    private volatile RightEdge edge = new();

    /// <summary>RFC 6962 root over the first <paramref name="size"/> entries.</summary>
    /// <exception cref="HashMissingException">The log is not that long, or rows of it are missing.</exception>
    public ValueTask<Hash> RootAt(long size, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? new ValueTask<Hash>(Merkle.Empty)
            : Remembered(size) is { } root ? new ValueTask<Hash>(root)
            : new ValueTask<Hash>(WorkOut(size, cancellation));
    }

    /// <summary>From the leaf's sibling up. The position is below the size.</summary>
    /// <exception cref="HashMissingException">The log is not that long, or rows of it are missing.</exception>
    public Task<IReadOnlyList<Hash>> InclusionPath(
        long position,
        long size,
        CancellationToken cancellation
    ) => Hashes(TreePaths.Inclusion(position, size), cancellation);

    /// <summary>Both sizes at least 1, the old one not above the new one.</summary>
    /// <exception cref="HashMissingException">The log is not that long, or rows of it are missing.</exception>
    public Task<IReadOnlyList<Hash>> ConsistencyPath(
        long oldSize,
        long newSize,
        CancellationToken cancellation
    ) => Hashes(TreePaths.Consistency(oldSize, newSize), cancellation);

    /// <summary>One hash a range, in one statement.</summary>
    /// <exception cref="HashMissingException">The log is not that long, or rows of it are missing.</exception>
    public async Task<IReadOnlyList<Hash>> Hashes(
        IReadOnlyList<LeafRange> ranges,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var stored = await TreeRows.Read(connection, ranges, cancellation);
        return [.. ranges.Select(stored.Of)];
    }

    /// <summary>Forgets all that it has worked out: another log may have taken the place of the one that it was of.</summary>
    public async Task Forget(CancellationToken cancellation)
    {
        await growing.WaitAsync(cancellation);
        try
        {
            edge = new RightEdge();
            lock (gate)
            {
                roots.Clear();
                inOrder.Clear();
            }
        }
        finally
        {
            growing.Release();
        }
    }

    public void Dispose() => growing.Dispose();

    private async Task<Hash> WorkOut(long size, CancellationToken cancellation)
    {
        if (size < edge.Size)
        {
            return Remember(size, (await Hashes([LeafRange.Tree(size)], cancellation))[0]);
        }

        await growing.WaitAsync(cancellation);
        try
        {
            if (Remembered(size) is { } root)
            {
                return root;
            }

            if (size < edge.Size)
            {
                return Remember(size, (await Hashes([LeafRange.Tree(size)], cancellation))[0]);
            }

            await using var connection = await database.OpenConnectionAsync(cancellation);
            edge =
                size - edge.Size <= MostLeavesToFollow
                    ? await Followed(connection, edge, size, cancellation)
                    : await EdgeAt(connection, size, cancellation);
            return Remember(size, edge.Root);
        }
        finally
        {
            growing.Release();
        }
    }

    private static async Task<RightEdge> Followed(
        NpgsqlConnection connection,
        RightEdge before,
        long size,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(SqlFile.Read("Sealing/tile_leaves.sql"), connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before.Size });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = size });
        var leaves = await command.ExecuteScalarAsync(cancellation) as byte[] ?? [];
        var next = before.Copy();
        for (var at = 0; at < leaves.Length; at += Hash.Size)
        {
            next.Append(new Hash(leaves.AsSpan(at, Hash.Size)));
        }

        return next.Size == size ? next : throw new HashMissingException(new Subtree(0, next.Size));
    }

    internal static async Task<RightEdge> EdgeAt(
        NpgsqlConnection connection,
        long size,
        CancellationToken cancellation
    )
    {
        var whole = LeafRange.Tree(size);
        var stored = await TreeRows.Read(connection, [whole], cancellation);
        var edge = new RightEdge();
        foreach (var subtree in whole.Subtrees())
        {
            edge.AppendSubtree(subtree.Level, stored.Of(subtree));
        }

        return edge;
    }

    private Hash? Remembered(long size)
    {
        lock (gate)
        {
            return roots.TryGetValue(size, out var root) ? root : null;
        }
    }

    private Hash Remember(long size, Hash root)
    {
        lock (gate)
        {
            if (roots.TryAdd(size, root))
            {
                inOrder.Enqueue(size);
            }

            if (inOrder.Count > MostRoots)
            {
                roots.Remove(inOrder.Dequeue());
            }
        }

        return root;
    }
}
