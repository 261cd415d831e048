namespace TransferLedger.Core.Sealing;

/// <summary>
/// The tree over a copy of a log, worked out leaf by leaf by whoever checks it (RFC 6962 section 2.1): one root of a complete
/// subtree for each binary digit of the size. It shares nothing with what builds the tree but the two hashes of <see cref="Merkle"/>, which tests hold against .NET's.
/// </summary>
public sealed class TreeCheck
{
    private const int Levels = 63;

    /// <summary>A tile is this many levels of the tree high.</summary>
    private const int LevelsATile = 8;

    private readonly Hash[] complete = new Hash[Levels];

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Told of each subtree of 256, 65,536, … leaves as it becomes complete: level of its tile, from 1, its place there, its root.</summary>
    public Action<int, long, Hash>? Completed { get; init; }

    public void Add(Hash leaf)
    {
        var (hash, level) = (leaf, 0);
        // Each digit that is set carries, as in counting.
        for (; (Size >> level & 1) == 1; level++)
        {
            Tell(level, Size >> level, hash);
            hash = Merkle.Node(complete[level], hash);
        }

        Tell(level, Size >> level, hash);
        complete[level] = hash;
        Size++;
    }

    /// <summary>Over the leaves so far.</summary>
    public Hash Root()
    {
        if (Size == 0)
        {
            return Merkle.Empty;
        }

        Hash? root = null;
        for (var level = 0; level < Levels; level++)
        {
            if ((Size >> level & 1) == 1)
            {
                root = root is { } right ? Merkle.Node(complete[level], right) : complete[level];
            }
        }

        return root!.Value;
    }

    private void Tell(int level, long index, Hash hash)
    {
        if (level > 0 && level % LevelsATile == 0)
        {
            Completed?.Invoke(level / LevelsATile, index, hash);
        }
    }
}
