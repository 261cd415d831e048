using Npgsql;
using TransferLedger.Core.Events;

namespace TransferLedger.Postgres.Log;

/// <summary>Reads rows of position, id, stream, version, type, recorded_at, bytes.</summary>
internal static class EntryRows
{
    public static async Task<List<Entry>> ReadAll(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var entries = new List<Entry>();
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(Entry(reader));
        }

        return entries;
    }

    private static Entry Entry(NpgsqlDataReader reader) =>
        new(
            new Position(reader.GetInt64(0)),
            reader.GetGuid(1),
            new StreamId(reader.GetString(2)),
            reader.GetInt64(3),
            reader.GetString(4),
            reader.GetDateTime(5),
            reader.GetFieldValue<byte[]>(6)
        );
}
