using Npgsql;
using NpgsqlTypes;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>Turns one page's rows into the statements that write them, all sent in one round trip.</summary>
internal sealed class RowWriter
{
    private readonly NpgsqlBatch batch;
    private readonly Generation generation;

    private RowWriter(NpgsqlBatch batch, Generation generation) =>
        (this.batch, this.generation) = (batch, generation);

    /// <param name="figures">Those that the page touches; null: no claim feeds it any more.</param>
    public static void Write(
        NpgsqlBatch batch,
        Generation generation,
        ReadRows rows,
        IReadOnlyDictionary<FigureId, FigureRow?> figures
    )
    {
        var to = new RowWriter(batch, generation);
        to.Put("put_reports", ReadTables.Reports, rows.Reports);
        to.Move(rows.Versions);
        to.Drop(rows.Replaced);
        to.Put("put_claims", ReadTables.Claims, rows.Claims);
        to.Put("put_subject_entries", ReadTables.SubjectEntries, [.. rows.SubjectEntries()]);
        to.Put("put_judgements", ReadTables.Judgements, rows.Judgements);
        to.Put("put_corridors", ReadTables.Corridors, InOrder(rows.Corridors(), c => c.Corridor.ToString()));
        to.Put("put_statements", ReadTables.Statements, InOrder(rows.Statements(), s => s.Statement));
        to.Put("put_claimants", ReadTables.Claimants, InOrder(rows.Claimants(), c => c.Id));
        to.Keys("settle_corridors", rows.LeftBehind(claim => claim.Corridor.ToString()));
        to.Keys("settle_statements", rows.LeftBehind(claim => claim.Statement));
        to.Keys("settle_claimants", rows.LeftBehind(claim => claim.Claimant?.Id));
        var fed = figures.Values.OfType<FigureRow>().ToList();
        to.Put("put_figures", ReadTables.Figures, InOrder(fed, f => f.Figure.ToString()));
        to.Keys("drop_figures", figures.Where(f => f.Value is null).Select(f => f.Key.ToString()));
    }

    private void Put<T>(string file, ReadTable<T> table, IReadOnlyCollection<T> rows)
    {
        if (rows.Count > 0)
        {
            Add(file, table.Arrays(rows));
        }
    }

    private void Drop(IEnumerable<Position> claims)
    {
        var positions = claims.Select(claim => claim.Value).ToArray();
        if (positions.Length > 0)
        {
            Add("drop_claims", new NpgsqlParameter<long[]> { TypedValue = positions });
        }
    }

    private void Keys(string file, IEnumerable<string> keys)
    {
        var all = keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (all.Length > 0)
        {
            Add(file, Texts(all));
        }
    }

    private void Move(IReadOnlyDictionary<string, long> versions)
    {
        if (versions.Count > 0)
        {
            Add(
                "move_versions",
                Texts([.. versions.Keys]),
                new NpgsqlParameter<long[]> { TypedValue = [.. versions.Values] }
            );
        }
    }

    private void Add(string file, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(generation.Sql(file));
        command.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(command);
    }

    // One order for all writers, so that two of them can only wait for each other in a line, never in a ring.
    private static List<T> InOrder<T>(IReadOnlyCollection<T> rows, Func<T, string> key) =>
        [.. rows.OrderBy(key, StringComparer.Ordinal)];

    private static NpgsqlParameter Texts(string[] values) =>
        new NpgsqlParameter<string[]>
        {
            TypedValue = values,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        };
}
