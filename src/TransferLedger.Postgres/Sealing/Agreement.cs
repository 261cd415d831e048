using Npgsql;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Sealing;

/// <summary>Holds what was signed against the log as it is.</summary>
internal static class Agreement
{
    /// <summary>How long the committed log is, and its root.</summary>
    /// <exception cref="LogHoleException">A position is missing.</exception>
    public static async Task<Checkpoint> Head(
        NpgsqlConnection connection,
        string origin,
        CancellationToken cancellation
    )
    {
        var tail = await TailReader.Read(connection, cancellation);
        return Checkpoint.Of(origin, tail.Size, tail.Edge.Root).Value;
    }

    /// <summary>Why the log of <paramref name="head"/> did not grow out of what was signed; null where it did.</summary>
    public static async Task<string?> Contradiction(
        NpgsqlConnection connection,
        Checkpoint head,
        Checkpoint signed,
        CancellationToken cancellation
    )
    {
        if (signed.Origin != head.Origin)
        {
            return $"it is of the log {signed.Origin}, not of {head.Origin}";
        }

        if (signed.Size > head.Size)
        {
            return $"the log has {head.Size} entries, and {signed.Size} were signed with the root {signed.Root}";
        }

        var root = await RootAt(connection, head, signed.Size, cancellation);
        return root == signed.Root
            ? null
            : $"the first {signed.Size} entries have the root {root}, and {signed.Root} was signed";
    }

    private static async Task<Hash> RootAt(
        NpgsqlConnection connection,
        Checkpoint head,
        long size,
        CancellationToken cancellation
    ) =>
        size == head.Size ? head.Root
        : size == 0 ? Merkle.Empty
        : (await TreeRows.Read(connection, [LeafRange.Tree(size)], cancellation)).Of(LeafRange.Tree(size));
}
