using System.Data;
using System.Text.Json;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Postgres.Verifying;

/// <summary>
/// Holds the live read tables against others that were worked out from the log at the same position: range by range, and only
/// where the sums differ row by row.
/// </summary>
internal sealed class ReadTablesCheck(ILog log, NpgsqlDataSource database, Policy policy, Found found)
{
    private const string Bookmark = "projections.generations";

    /// <summary>All read tables and what tells their rows apart.</summary>
    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        ["reports"] = ["report"],
        ["claims"] = ["position", "since"],
        ["subject_entries"] = ["subject", "position"],
        ["judgements"] = ["position"],
        ["corridors"] = ["corridor"],
        ["statements"] = ["statement"],
        ["claimants"] = ["claimant"],
        ["figures"] = ["figure"],
    };

    /// <summary>Works them out once more, compares the live ones with them, and drops them again: whoever reads notices nothing.</summary>
    /// <param name="cancellation">What was filled is dropped by the next that fills any.</param>
    /// <returns>False: there are no live ones, so that nothing was compared.</returns>
    public async Task<bool> Run(IProgress<RebuildProgress> progress, CancellationToken cancellation)
    {
        await using var turn = await BuildRight.Take(database, cancellation);
        var connection = turn.Connection;
        await Generations.Prepare(connection, cancellation);
        if (await Generations.Live(connection, cancellation) is not { } live)
        {
            return false;
        }

        var size = (await log.Head(cancellation)).Size;
        if (live.Next > size)
        {
            found.Add(
                Bookmark,
                "live",
                "next",
                $"The read tables hold {live.Next} entries, and the log has {size}: its end was taken away, or an older backup was restored."
            );
            return true;
        }

        await Building.DropOutdated(connection, cancellation);
        var beside = await Generations.Add(connection, cancellation);
        try
        {
            var building = new Building(log, database, policy, new RebuildOptions());
            var filled = await building.Fill(connection, beside, live.Next, progress, cancellation);
            await Generations.Pin(connection, beside, filled, cancellation);
            progress.Report(new("compared", 0, filled));
            await Comparison.Run(connection, building, new(beside, filled, Fence: 0), Compare, cancellation);
        }
        finally
        {
            await Generations.Drop(connection, beside, CancellationToken.None);
        }

        return true;
    }

    /// <summary>Rows of a range that are not the same, in one snapshot.</summary>
    /// <returns>False: the live tables do not stand where the others do.</returns>
    private async Task<bool> Compare(
        NpgsqlConnection connection,
        Bookmark building,
        KeyRange range,
        CancellationToken cancellation
    )
    {
        await using var snapshot = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        if (await Generations.Live(connection, cancellation) is not { } live || live.Next != building.Next)
        {
            return false;
        }

        var (name, key) = ($"projections.{range.Table}", Keys[range.Table]);
        var stored = await Only(connection, live.Generation, building.Generation, range, cancellation);
        var follows = await Only(connection, building.Generation, live.Generation, range, cancellation);
        foreach (var row in stored)
        {
            var (at, other) = (
                KeyOf(row, key),
                follows.FirstOrDefault(one => KeyOf(one, key) == KeyOf(row, key))
            );
            if (other.ValueKind == JsonValueKind.Undefined)
            {
                found.Add(name, at, "", "The row does not follow from the log.");
                continue;
            }

            foreach (
                var column in row.EnumerateObject()
                    .Where(c => !JsonElement.DeepEquals(c.Value, other.GetProperty(c.Name)))
            )
            {
                found.Add(
                    name,
                    at,
                    column.Name,
                    $"The column says {Short(column.Value)}; from the log follows {Short(other.GetProperty(column.Name))}."
                );
            }
        }

        foreach (var row in follows.Where(row => !stored.Any(one => KeyOf(one, key) == KeyOf(row, key))))
        {
            found.Add(name, KeyOf(row, key), "", "The row is missing; it follows from the log.");
        }

        return true;
    }

    /// <summary>The first rows that stand in one and not in the other.</summary>
    private static async Task<List<JsonElement>> Only(
        NpgsqlConnection connection,
        Generation here,
        Generation there,
        KeyRange range,
        CancellationToken cancellation
    )
    {
        var inRange = Digest.Within(range.Key);
        await using var command = new NpgsqlCommand(
            $"""
            select to_jsonb(t)::text
            from (select * from {here.Table(range.Table)} where {inRange}
                  except all
                  select * from {there.Table(range.Table)} where {inRange}) t
            order by {string.Join(", ", Keys[range.Table])}
            limit {Found.MostATable}
            """,
            connection
        );
        command.Parameters.AddRange(Digest.Bounds(range));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<JsonElement>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(JsonSerializer.Deserialize<JsonElement>(reader.GetString(0)));
        }

        return rows;
    }

    private static string KeyOf(JsonElement row, string[] key) =>
        string.Join(" ", key.Select(column => $"{column} {row.GetProperty(column)}"));

    private static string Short(JsonElement value)
    {
        const int most = 120;
        var text = value.ValueKind == JsonValueKind.Null ? "nothing" : value.ToString();
        return text.Length <= most ? text : $"{text[..most]}…";
    }
}
