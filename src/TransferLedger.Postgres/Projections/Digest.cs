using System.Data;
using Npgsql;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Sums up rows, so that two generations can be compared without sending them: a sum of the hashes of all rows of a range of
/// keys. Ranges are small, so that no snapshot is held for long.
/// </summary>
internal static class Digest
{
    private const int RowsARange = 50_000;

    /// <summary>All read tables with the first column of their key and its type.</summary>
    public static readonly IReadOnlyList<(string Table, KeyColumn Key)> Tables =
    [
        ("reports", new("report", "text")),
        ("claims", new("position", "bigint")),
        ("subject_entries", new("subject", "text")),
        ("judgements", new("position", "bigint")),
        ("corridors", new("corridor", "text")),
        ("statements", new("statement", "text")),
        ("claimants", new("claimant", "text")),
        ("figures", new("figure", "text")),
    ];

    /// <summary>Ranges of keys of a table that together hold all keys that there may be.</summary>
    public static async Task<IReadOnlyList<KeyRange>> Ranges(
        NpgsqlConnection connection,
        Generation generation,
        string table,
        KeyColumn key,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            select k::text
            from (select {key.Name} as k, row_number() over (order by {key.Name}) as n from {generation.Table(
                table
            )}) keys
            where n % {RowsARange} = 0
            group by k
            order by min(n)
            """,
            connection
        );
        var cuts = new List<string?> { null };
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                cuts.Add(reader.GetString(0));
            }
        }

        return
        [
            .. cuts.Select(
                (from, n) => new KeyRange(table, key, from, n + 1 < cuts.Count ? cuts[n + 1] : null)
            ),
        ];
    }

    /// <summary>Of the live tables, and where they stood in the same snapshot.</summary>
    public static async Task<(long Next, string Digest)> OfLive(
        NpgsqlConnection connection,
        KeyRange range,
        CancellationToken cancellation
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        var live =
            await Generations.Live(connection, cancellation)
            ?? throw new InvalidOperationException("The live tables have gone while they were compared.");
        return (live.Next, await Of(connection, live.Generation, range, cancellation));
    }

    public static async Task<string> Of(
        NpgsqlConnection connection,
        Generation generation,
        KeyRange range,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)
            from {generation.Table(range.Table)} t
            where {Within(range.Key)}
            """,
            connection
        );
        command.Parameters.AddRange(Bounds(range));
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Says of a row that it lies in a range, whose ends are the first two parameters.</summary>
    public static string Within(KeyColumn key) =>
        $"($1::text is null or {key.Name} >= $1::{key.Type}) and ($2::text is null or {key.Name} < $2::{key.Type})";

    /// <summary>The two parameters.</summary>
    public static NpgsqlParameter[] Bounds(KeyRange range) => [Text(range.From), Text(range.To)];

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}

/// <summary>The first column of a table's key.</summary>
internal sealed record KeyColumn(string Name, string Type);

/// <summary>Rows of a table whose key lies from one value, included, to another; null: no end.</summary>
internal sealed record KeyRange(string Table, KeyColumn Key, string? From, string? To);
