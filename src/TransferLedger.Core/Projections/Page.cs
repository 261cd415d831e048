namespace TransferLedger.Core.Projections;

/// <summary>Rows and the bookmark of the snapshot that they were read in.</summary>
/// <param name="Bookmark">The next position that the read tables do not hold yet.</param>
public sealed record Page<T>(long Bookmark, IReadOnlyList<T> Rows);
