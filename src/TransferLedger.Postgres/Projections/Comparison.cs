using Npgsql;

namespace TransferLedger.Postgres.Projections;

/// <summary>Compares the live read tables with others, which are built from the log beside them.</summary>
internal static class Comparison
{
    /// <summary>Range by range of the keys of each table, each where both stand at the same position.</summary>
    /// <param name="building">Brings the others up to where the live ones stand.</param>
    /// <param name="built">The others.</param>
    /// <param name="differing">Told of each range that differs; false: the live ones have moved on, ask again.</param>
    /// <returns>Where the others stand now.</returns>
    public static async Task<Bookmark> Run(
        NpgsqlConnection connection,
        Building building,
        Bookmark built,
        Func<NpgsqlConnection, Bookmark, KeyRange, CancellationToken, Task<bool>> differing,
        CancellationToken cancellation
    )
    {
        foreach (var (table, key) in Digest.Tables)
        {
            foreach (var range in await Digest.Ranges(connection, built.Generation, table, key, cancellation))
            {
                var isTold = false;
                while (!isTold)
                {
                    var live = await Digest.OfLive(connection, range, cancellation);
                    built = await building.CatchUp(connection, built, live.Next, cancellation);
                    isTold =
                        await Digest.Of(connection, built.Generation, range, cancellation) == live.Digest
                        || await differing(connection, built, range, cancellation);
                }
            }
        }

        return built;
    }
}
