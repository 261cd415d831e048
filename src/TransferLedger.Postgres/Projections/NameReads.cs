using Npgsql;
using TransferLedger.Core.Events;
using static TransferLedger.Postgres.Projections.Parameter;

namespace TransferLedger.Postgres.Projections;

/// <summary>Reads what is called by some words, as far as is known now. Bounded by what it gives, however much is called so.</summary>
public sealed class NameReads(NpgsqlDataSource database)
{
    private readonly LiveTables tables = new(database);

    /// <summary>All that is called by words, in no order.</summary>
    /// <param name="words">A tsquery over <see cref="Core.Projections.NameWords"/>.</param>
    /// <param name="exact">Whatever is called just so is among them.</param>
    public Task<IReadOnlyList<FoundName>> Held(
        string words,
        IReadOnlyCollection<string> exact,
        NamesWanted wanted,
        CancellationToken cancellation
    ) =>
        Query(
            "names_held",
            cancellation,
            Is(words),
            Is(wanted.AsOf),
            Is(wanted.Kind),
            Is((long)wanted.MostOfEach),
            Is(exact)
        );

    /// <summary>Neighbours of a name that nothing has, in no order.</summary>
    /// <param name="name">Claimants, statements and reports on both sides of it.</param>
    /// <param name="corridors">Those of them that are known, and their figures.</param>
    /// <param name="measures">Words of those of which figures come first.</param>
    public Task<IReadOnlyList<FoundName>> Near(
        string name,
        IReadOnlyCollection<string> corridors,
        IReadOnlyCollection<string> measures,
        NamesWanted wanted,
        CancellationToken cancellation
    ) =>
        Query(
            "names_near",
            cancellation,
            Is(wanted.AsOf),
            Is(wanted.Kind),
            Is((long)wanted.MostOfEach),
            Is(name),
            Is(corridors),
            Is(measures)
        );

    private async Task<IReadOnlyList<FoundName>> Query(
        string file,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var connection = await tables.Open(cancellation);
        return (await tables.Query(connection, file, NameAt, seen: 0, cancellation, parameters)).Rows;
    }

    private static FoundName NameAt(NpgsqlDataReader row) =>
        new(row.GetString(1), row.GetString(2))
        {
            Filed = row.IsDBNull(3) ? null : (new Position(row.GetInt64(3)), row.GetFieldValue<byte[]>(4)),
        };
}

/// <summary>Which names are wanted.</summary>
/// <param name="Kind">figure, corridor, claimant, statement or report; null: any.</param>
/// <param name="AsOf">Said of by this day.</param>
public sealed record NamesWanted(string? Kind, DateOnly AsOf, int MostOfEach);

/// <summary>Something that has a page.</summary>
/// <param name="Kind">figure, corridor, claimant, statement or report.</param>
/// <param name="Id">As addresses have it.</param>
public sealed record FoundName(string Kind, string Id)
{
    private ReportFiled? report;

    /// <summary>Of reports; read from its entry when it is asked for: of many neighbours few are shown.</summary>
    public ReportFiled? Report =>
        report ??= Filed is var (position, bytes)
            ? (ReportFiled)RecordedEntry.Of(position, bytes).Event
            : null;

    /// <summary>The entry of a report.</summary>
    internal (Position Position, byte[] Bytes)? Filed { private get; init; }

    public bool Equals(FoundName? other) => other is not null && (Kind, Id) == (other.Kind, other.Id);

    public override int GetHashCode() => HashCode.Combine(Kind, Id);
}
