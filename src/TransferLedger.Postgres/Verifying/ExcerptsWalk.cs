using Npgsql;
using TransferLedger.Core.Events;

namespace TransferLedger.Postgres.Verifying;

/// <summary>Holds every quote against the digest in its entry, and every one that is gone against the event that says so.</summary>
internal sealed class ExcerptsWalk(NpgsqlDataSource database, Found found)
{
    public const string Table = "ledger.excerpts";
    private const int PageRows = 1_000;

    public async Task Run(CancellationToken cancellation)
    {
        var last = Guid.Empty;
        int rows;
        do
        {
            await using var command = database.CreateCommand(SqlFile.Read("Verifying/excerpts.sql"));
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = last });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageRows });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            for (rows = 0; await reader.ReadAsync(cancellation); rows++)
            {
                last = reader.GetGuid(0);
                var isGone = await reader.IsDBNullAsync(1, cancellation);
                Check(
                    last,
                    isGone ? null : new Excerpt(reader.GetFieldValue<byte[]>(1), reader.GetString(2)),
                    await reader.IsDBNullAsync(3, cancellation) ? null : reader.GetFieldValue<byte[]>(3),
                    reader.GetFieldValue<byte[][]>(4)
                );
            }
        } while (rows == PageRows);
    }

    private void Check(Guid id, Excerpt? excerpt, byte[]? entry, byte[][] erasures)
    {
        var key = $"id {id}";
        if (entry is null)
        {
            found.Add(Table, key, "id", "The log has no entry of this id.");
            return;
        }

        QuoteDigest? digest;
        try
        {
            digest = LogWalk.QuoteOf(entry);
        }
        catch (Exception e) when (LogWalk.IsUnreadable(e))
        {
            found.Add(Table, key, "id", $"Its entry cannot be read: {e.Message}");
            return;
        }

        var isSaid = erasures.Any(bytes => Erases(bytes, id));
        if (digest is null)
        {
            found.Add(Table, key, "id", "Its entry was filed without a quote.");
        }
        else if (excerpt is null && !isSaid)
        {
            found.Add(Table, key, "text", "Salt and text are gone, and no event says that they were erased.");
        }
        else if (excerpt is not null && isSaid)
        {
            found.Add(
                Table,
                key,
                "text",
                "The log says that it was erased, and it is still there. A server that runs erases it within a minute."
            );
        }
        else if (excerpt is not null && excerpt.Digest != digest)
        {
            found.Add(
                Table,
                key,
                "text",
                $"Salt and text have the digest {excerpt.Digest}, and the entry holds {digest}: one of them was changed."
            );
        }
    }

    private static bool Erases(byte[] bytes, Guid id)
    {
        try
        {
            return RecordedEntry.Of(default, bytes).Event is ExcerptErased erased && erased.Entry == id;
        }
        catch (Exception e) when (LogWalk.IsUnreadable(e))
        {
            // The entry is named where the log is walked.
            return false;
        }
    }
}
