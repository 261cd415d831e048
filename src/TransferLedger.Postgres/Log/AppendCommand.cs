using Npgsql;
using NpgsqlTypes;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// The parameters of <c>append.sql</c> or <c>append_sealing.sql</c>, made once and filled anew for each batch.
/// </summary>
internal sealed class AppendCommand
{
    private readonly NpgsqlParameter<long> first = new();
    private readonly NpgsqlParameter<byte[]?> lastLeaf = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlParameter<string[]> seenStreams = new();
    private readonly NpgsqlParameter<long[]> seenVersions = new();
    private readonly NpgsqlParameter<Guid[]> ids = new();
    private readonly NpgsqlParameter<string[]> streams = new();
    private readonly NpgsqlParameter<long[]> versions = new();
    private readonly NpgsqlParameter<string[]> types = new();
    private readonly NpgsqlParameter<DateTime[]> recordedAt = new()
    {
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
    };
    private readonly NpgsqlParameter<byte[][]> leaves = new();
    private readonly NpgsqlParameter<byte[][]> bytes = new();
    private readonly NpgsqlParameter<bool> notifies = new();
    private readonly NpgsqlParameter<short[]> levels = new();
    private readonly NpgsqlParameter<long[]> indexes = new();
    private readonly NpgsqlParameter<byte[][]> hashes = new();
    private readonly NpgsqlParameter<Guid[]> quoteIds = new();
    private readonly NpgsqlParameter<byte[][]> salts = new();
    private readonly NpgsqlParameter<string[]> texts = new();

    /// <param name="parameters">Of the statement.</param>
    /// <param name="seals">Whether that is <c>append_sealing.sql</c>.</param>
    /// <param name="underTheLock">Whether it runs in a transaction that holds the lock alone.</param>
    public AppendCommand(NpgsqlParameterCollection parameters, bool seals, bool underTheLock = false)
    {
        NpgsqlParameter[] entries =
        [
            first,
            lastLeaf,
            new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Bigint,
                Value = underTheLock ? DBNull.Value : Session.WriteLock,
            },
            seenStreams,
            seenVersions,
            ids,
            streams,
            versions,
            types,
            recordedAt,
            leaves,
            bytes,
            notifies,
        ];
        NpgsqlParameter[] more = seals ? [levels, indexes, hashes, quoteIds, salts, texts] : [];
        foreach (var parameter in entries.Concat(more))
        {
            parameters.Add(parameter);
        }

        Clear();
    }

    public void Fill(Batch batch, Tail tail, bool othersListen)
    {
        notifies.TypedValue = othersListen;
        first.TypedValue = batch.First.Value;
        lastLeaf.TypedValue = tail.LastLeaf?.ToArray();
        seenStreams.TypedValue = Each(batch.MustExist, seen => seen.Stream.Value);
        seenVersions.TypedValue = Each(batch.MustExist, seen => seen.Version);
        ids.TypedValue = Each(batch.Entries, e => e.Id);
        streams.TypedValue = Each(batch.Entries, e => e.Stream.Value);
        versions.TypedValue = Each(batch.Entries, e => e.Version);
        types.TypedValue = Each(batch.Entries, e => e.Type);
        recordedAt.TypedValue = Each(batch.Entries, e => e.RecordedAt);
        leaves.TypedValue = [.. batch.Leaves];
        bytes.TypedValue = [.. batch.Bytes];
        levels.TypedValue = Each(batch.Nodes, n => (short)n.Level);
        indexes.TypedValue = Each(batch.Nodes, n => n.Index);
        hashes.TypedValue = Each(batch.Nodes, n => n.Hash.ToArray());
        quoteIds.TypedValue = Each(batch.Excerpts, q => q.Id);
        salts.TypedValue = Each(batch.Excerpts, q => q.Excerpt.Salt.ToArray());
        texts.TypedValue = Each(batch.Excerpts, q => q.Excerpt.Text);
    }

    /// <summary>Values of the right types, so that the statement can be prepared before there is a batch.</summary>
    private void Clear()
    {
        first.TypedValue = 0;
        lastLeaf.TypedValue = null;
        notifies.TypedValue = false;
        (seenStreams.TypedValue, seenVersions.TypedValue) = ([], []);
        (ids.TypedValue, streams.TypedValue, versions.TypedValue, types.TypedValue) = ([], [], [], []);
        (recordedAt.TypedValue, leaves.TypedValue, bytes.TypedValue) = ([], [], []);
        (levels.TypedValue, indexes.TypedValue, hashes.TypedValue) = ([], [], []);
        (quoteIds.TypedValue, salts.TypedValue, texts.TypedValue) = ([], [], []);
    }

    private static TTo[] Each<TFrom, TTo>(List<TFrom> from, Func<TFrom, TTo> pick)
    {
        var to = new TTo[from.Count];
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = pick(from[i]);
        }

        return to;
    }
}
