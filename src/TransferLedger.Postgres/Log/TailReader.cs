using Npgsql;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>Reads the end of the log from the stored nodes and the last leaves: at most a thousand rows or so.</summary>
internal static class TailReader
{
    public static async Task<Tail> Read(
        NpgsqlConnection connection,
        CancellationToken cancellation,
        bool seals = true
    )
    {
        var edge = new RightEdge();
        Hash? lastLeaf = null;
        DateTime? lastRecordedAt = null;
        await using var command = new NpgsqlCommand(SqlFile.Read("Log/tail.sql"), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (level, index) = (reader.GetInt32(0), reader.GetInt64(1));
            var hash = new Hash(reader.GetFieldValue<byte[]>(2));
            if (level == 0)
            {
                (lastLeaf, lastRecordedAt) = (hash, reader.GetDateTime(3));
            }

            if (edge.Size == index << level)
            {
                edge.AppendSubtree(level, hash);
            }
            else if (edge.Size < index << level)
            {
                throw new LogHoleException(edge.Size, index << level);
            }
        }

        return new Tail(edge, lastLeaf, lastRecordedAt, seals);
    }
}
