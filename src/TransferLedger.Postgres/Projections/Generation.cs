using System.Collections.Concurrent;
using System.Globalization;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// One set of read tables, called by its number, which stands behind their names. A rebuild fills a new one beside the live one,
/// so that readers never wait for it.
/// </summary>
internal readonly record struct Generation(int Number)
{
    /// <summary>
    /// The version of the fold whose rows are read: raised whenever the same entries give other rows, or the read tables have
    /// another shape. Each version has live tables of its own, so that nodes of two versions can work side by side.
    /// </summary>
    public const int Fold = 7;

    private static readonly ConcurrentDictionary<(string, int), string> Texts = new();

    /// <summary>The statement of a file, about the tables of this generation.</summary>
    public string Sql(string file) => Texts.GetOrAdd((file, Number), Text);

    /// <summary>A table of this generation.</summary>
    public string Table(string name) =>
        string.Create(CultureInfo.InvariantCulture, $"projections.{name}_{Number}");

    private static string Text((string File, int Number) of) =>
        SqlFile
            .Read($"Projections/{of.File}.sql")
            .Replace("{g}", of.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

/// <summary>Where live read tables stand, and under which fencing number they are written.</summary>
/// <param name="Next">The next position that they do not hold yet.</param>
internal readonly record struct Bookmark(Generation Generation, long Next, long Fence);
