using Npgsql;
using TransferLedger.Core.Events;

namespace TransferLedger.Postgres.Projections;

/// <summary>Which reports have entries about their claims behind the filing, so that their rows are not final when it is read.</summary>
internal static class ChangedLater
{
    private const long EntriesAQuery = 500_000;

    private static readonly string[] Types = [.. EventNames.Kinds(typeof(LaterEvent))];

    /// <param name="pinned">Entries from here on do not count.</param>
    public static async Task<IReadOnlySet<StreamId>> Streams(
        NpgsqlDataSource database,
        long pinned,
        CancellationToken cancellation
    )
    {
        var streams = new HashSet<StreamId>();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        for (var from = 0L; from < pinned; from += EntriesAQuery)
        {
            await using var command = new NpgsqlCommand(
                SqlFile.Read("Projections/streams_changed_later.sql"),
                connection
            );
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from });
            command.Parameters.Add(
                new NpgsqlParameter<long> { TypedValue = Math.Min(from + EntriesAQuery, pinned) }
            );
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Types });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                streams.Add(new StreamId(reader.GetString(0)));
            }
        }

        return streams;
    }
}
