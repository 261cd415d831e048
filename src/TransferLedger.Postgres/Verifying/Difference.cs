namespace TransferLedger.Postgres.Verifying;

/// <summary>A place in the database that does not say what follows from the log.</summary>
/// <param name="Table"><c>ledger.entries</c>; of read tables without their number.</param>
/// <param name="Key">The row: <c>position 7</c>.</param>
/// <param name="Column">Empty: the whole row.</param>
/// <param name="Says">What is wrong, in a sentence.</param>
public sealed record Difference(string Table, string Key, string Column, string Says);

/// <summary>What a look at a whole database found.</summary>
/// <param name="Size">Entries that were there.</param>
/// <param name="Differences">The first few of each table.</param>
/// <param name="More">Further ones, which are counted alone.</param>
/// <param name="MissingQuotes">Of which the words are not here though they were not erased, as after a restore from a mirror.</param>
/// <param name="Unchecked">What could not be looked at, and why; null: nothing.</param>
public sealed record DatabaseFindings(
    long Size,
    IReadOnlyList<Difference> Differences,
    long More,
    long MissingQuotes,
    string? Unchecked
);

/// <summary>Differences, as they are found.</summary>
internal sealed class Found
{
    /// <summary>Of one table; the rest is counted.</summary>
    public const int MostATable = 100;

    private readonly List<Difference> named = [];
    private readonly Dictionary<string, int> counts = [];

    public IReadOnlyList<Difference> Named => named;

    public long More { get; private set; }

    public bool IsNone => named.Count == 0;

    public void Add(string table, string key, string column, string says)
    {
        var count = counts[table] = counts.GetValueOrDefault(table) + 1;
        if (count <= MostATable)
        {
            named.Add(new(table, key, column, says));
        }
        else
        {
            More++;
        }
    }
}
