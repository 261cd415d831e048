using Npgsql;
using NpgsqlTypes;

namespace TransferLedger.Postgres.Log;

/// <summary><c>append_one.sql</c> on one connection: a caller alone appends one entry at a time.</summary>
internal sealed class SingleAppend : IAsyncDisposable
{
    private readonly NpgsqlCommand command;
    private readonly NpgsqlParameter<long> position = new();
    private readonly NpgsqlParameter<byte[]> lastLeaf = new() { TypedValue = [] };
    private readonly NpgsqlParameter<Guid> id = new();
    private readonly NpgsqlParameter<string> stream = new() { TypedValue = "" };
    private readonly NpgsqlParameter<long> version = new();
    private readonly NpgsqlParameter<string> type = new() { TypedValue = "" };
    private readonly NpgsqlParameter<DateTime> recordedAt = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly NpgsqlParameter<byte[]> leaf = new() { TypedValue = [] };
    private readonly NpgsqlParameter<byte[]> bytes = new() { TypedValue = [] };

    public SingleAppend(NpgsqlConnection connection) =>
        command = new NpgsqlCommand(SqlFile.Read("Log/append_one.sql"), connection)
        {
            Parameters =
            {
                position,
                lastLeaf,
                new NpgsqlParameter<long> { TypedValue = Session.WriteLock },
                id,
                stream,
                version,
                type,
                recordedAt,
                leaf,
                bytes,
            },
        };

    public Task Prepare(CancellationToken cancellation) => command.PrepareAsync(cancellation);

    public static bool Suits(Batch batch, Tail tail) =>
        batch is { Entries.Count: 1, Nodes.Count: 0, Excerpts.Count: 0, MustExist.Count: 0 }
        && tail.LastLeaf is not null;

    /// <summary>False: nothing is there.</summary>
    public async Task<bool> Run(Batch batch, Tail tail, CancellationToken cancellation)
    {
        var entry = batch.Entries[0];
        position.TypedValue = entry.Position.Value;
        lastLeaf.TypedValue = tail.LastLeaf!.Value.ToArray();
        id.TypedValue = entry.Id;
        stream.TypedValue = entry.Stream.Value;
        version.TypedValue = entry.Version;
        type.TypedValue = entry.Type;
        recordedAt.TypedValue = entry.RecordedAt;
        leaf.TypedValue = batch.Leaves[0];
        bytes.TypedValue = batch.Bytes[0];
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();
}
