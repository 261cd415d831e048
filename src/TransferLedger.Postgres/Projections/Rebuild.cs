using System.Data;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Works the read tables out anew from the log, in tables of a new generation beside the live ones, and puts them in their
/// place in one short transaction. Readers never wait; no transaction lasts long: a position is pinned, not a snapshot. Source:
/// log.md section 5.
/// </summary>
internal sealed class Rebuild(ILog log, NpgsqlDataSource database, Policy policy, RebuildOptions options)
{
    /// <summary>The live tables may move on by so many entries while the last ones are folded, which their runner waits for.</summary>
    private const int FewEntries = 2_000;

    /// <summary>Live tables that lag by more are not compared: nobody writes them, and it would take as long as a rebuild.</summary>
    private const int MostToCatchUp = 100_000;

    private readonly PageReader pages = new(log, FewEntries);

    /// <summary>Where there are no live tables of our fold: empty ones if the log is empty. Others that do the same are waited for.</summary>
    /// <returns>Whether there are live tables now.</returns>
    public async Task<bool> Begin(CancellationToken cancellation)
    {
        if ((await log.Head(cancellation)).Size > 0)
        {
            return false;
        }

        await using var turn = await BuildRight.Take(database, cancellation);
        if (await Generations.Live(turn.Connection, cancellation) is null)
        {
            var empty = await Generations.Add(turn.Connection, cancellation);
            await Generations.ExecuteEach(turn.Connection, empty.Sql("keys"), cancellation);
            await Generations.ExecuteEach(turn.Connection, empty.Sql("keys_of_figures"), cancellation);
            await Generations.Switch(turn.Connection, empty, next: 0, cancellation);
        }

        return true;
    }

    /// <summary>The same, worked out from the log however long it is.</summary>
    /// <returns>Whether they were missing.</returns>
    public async Task<bool> BuildIfMissing(
        IProgress<RebuildProgress>? progress,
        CancellationToken cancellation
    )
    {
        await using var turn = await BuildRight.Take(database, cancellation);
        var missing = await Generations.Live(turn.Connection, cancellation) is null;
        if (missing)
        {
            await Build(turn.Connection, compares: false, progress, cancellation);
        }

        return missing;
    }

    /// <summary>The same beside live tables that lag far behind the log, which are not worth comparing.</summary>
    /// <param name="lagging">Where others have been put in their place while it waited for its turn, there is nothing to do.</param>
    public async Task CatchUp(
        Generation lagging,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancellation
    )
    {
        await using var turn = await BuildRight.Take(database, cancellation);
        if (await Generations.Live(turn.Connection, cancellation) is { } live && live.Generation != lagging)
        {
            return;
        }

        try
        {
            await Build(turn.Connection, compares: false, progress, cancellation);
        }
        catch (Exception e)
            when (e is not OperationCanceledException && turn.Connection.State == ConnectionState.Open)
        {
            // There may have been no room for it.
            await DropOutdated(turn.Connection, cancellation);
            throw;
        }
    }

    public async Task<RebuildResult> Run(IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        await using var turn = await BuildRight.Take(database, cancellation);
        await Generations.Prepare(turn.Connection, cancellation);
        return await Build(turn.Connection, compares: true, progress, cancellation);
    }

    /// <summary>
    /// Works them out once more, compares the live ones with them, and drops them again: whoever reads notices nothing.
    /// </summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="differing">Told of each range that differs; false: the live ones have moved on, ask again.</param>
    /// <param name="cancellation">What was filled is dropped by the next that fills any.</param>
    /// <returns>Where the live ones stand and how long the log is, if they hold more than it: then nothing is compared.</returns>
    public async Task<(long Next, long Size)?> Beside(
        IProgress<RebuildProgress>? progress,
        Func<NpgsqlConnection, Bookmark, KeyRange, CancellationToken, Task<bool>> differing,
        CancellationToken cancellation
    )
    {
        await using var turn = await BuildRight.Take(database, cancellation);
        var connection = turn.Connection;
        await Generations.Prepare(connection, cancellation);
        if (await Generations.Live(connection, cancellation) is not { } live)
        {
            return null;
        }

        var size = (await log.Head(cancellation)).Size;
        if (live.Next > size)
        {
            return (live.Next, size);
        }

        await DropOutdated(connection, cancellation);
        var building = await Generations.Add(connection, cancellation);
        try
        {
            var filled = await Fill(connection, building, live.Next, progress, cancellation);
            await Generations.Pin(connection, building, filled, cancellation);
            progress?.Report(new("compared", 0, filled));
            await CompareBeside(connection, new(building, filled, Fence: 0), differing, cancellation);
            return null;
        }
        finally
        {
            await Generations.Drop(connection, building, CancellationToken.None);
        }
    }

    private async Task CompareBeside(
        NpgsqlConnection connection,
        Bookmark building,
        Func<NpgsqlConnection, Bookmark, KeyRange, CancellationToken, Task<bool>> differing,
        CancellationToken cancellation
    )
    {
        foreach (var (table, key) in Digest.Tables)
        {
            foreach (
                var range in await Digest.Ranges(connection, building.Generation, table, key, cancellation)
            )
            {
                var isTold = false;
                while (!isTold)
                {
                    var live = await Digest.OfLive(connection, range, cancellation);
                    building = await CatchUp(connection, building, live.Next, cancellation);
                    isTold =
                        await Digest.Of(connection, building.Generation, range, cancellation) == live.Digest
                        || await differing(connection, building, range, cancellation);
                }
            }
        }
    }

    /// <summary>Puts the tables that the last rebuild replaced back in their place, brought up to date.</summary>
    /// <returns>False: none were kept.</returns>
    public async Task<bool> GoBack(CancellationToken cancellation)
    {
        await using var turn = await BuildRight.Take(database, cancellation);
        await Generations.Prepare(turn.Connection, cancellation);
        if (await Generations.TakeKept(turn.Connection, cancellation) is not { } kept)
        {
            return false;
        }

        await Replace(turn.Connection, kept, long.MaxValue, cancellation);
        return true;
    }

    private async Task<RebuildResult> Build(
        NpgsqlConnection connection,
        bool compares,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancellation
    )
    {
        await DropOutdated(connection, cancellation);
        var added = await Generations.Add(connection, cancellation);
        var live = await Generations.Live(connection, cancellation);
        var size = (await log.Head(cancellation)).Size;
        var comparable = compares && live is { } stands && size - stands.Next <= MostToCatchUp;
        var pinned = comparable ? live!.Value.Next : size;
        var filled = await Fill(connection, added, pinned, progress, cancellation);
        comparable = comparable && filled == pinned;
        await Generations.Pin(connection, added, filled, cancellation);
        var building = new Bookmark(added, filled, Fence: 0);
        IReadOnlyList<string> differing = [];
        if (comparable)
        {
            progress?.Report(new("compared", 0, pinned));
            (building, differing) = await Compare(connection, building, cancellation);
        }

        var entries = await Replace(
            connection,
            building,
            filled < pinned ? filled : long.MaxValue,
            cancellation
        );
        if (!compares && live is { } lagging)
        {
            // Not worth keeping, and what was kept before is.
            await Generations.Drop(connection, lagging.Generation, cancellation);
        }

        await DropOutdated(connection, cancellation);
        return new(entries, differing);
    }

    /// <summary>Fills bare tables up to a position, or up to the first report that cannot be read: no runner could come past it.</summary>
    /// <returns>Up to where.</returns>
    private async Task<long> Fill(
        NpgsqlConnection connection,
        Generation generation,
        long pinned,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancellation
    )
    {
        var fold = new LogFold(log, database, policy, generation, options);
        while (true)
        {
            try
            {
                await fold.Fill(pinned, progress, cancellation);
                return pinned;
            }
            catch (ProjectionException e) when (e.Position is not null)
            {
                // An earlier one may be found on the way to this one.
                pinned = await BeforeReportOf(e.Position.Value, cancellation);
                await Generations.Execute(connection, generation.Sql("empty"), cancellation);
            }
        }
    }

    /// <summary>Where the report begins that was filed with an entry; of what was said of one later, the entry itself.</summary>
    private async Task<long> BeforeReportOf(Position unread, CancellationToken cancellation)
    {
        var entry = (await log.Read(unread, 1, cancellation))[0];
        if (entry.Version == 1)
        {
            return unread.Value;
        }

        var first = RecordedEntry.Of((await log.ReadStream(entry.Stream, cancellation))[0]);
        return first.Event is ReportFiled filed && unread.Value <= first.Position.Value + filed.Claims
            ? first.Position.Value
            : unread.Value;
    }

    /// <summary>Range by range, each where both stand at the same position.</summary>
    private async Task<(Bookmark Building, IReadOnlyList<string> Differing)> Compare(
        NpgsqlConnection connection,
        Bookmark building,
        CancellationToken cancellation
    )
    {
        var differing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (table, key) in Digest.Tables)
        {
            foreach (
                var range in await Digest.Ranges(connection, building.Generation, table, key, cancellation)
            )
            {
                var live = await Digest.OfLive(connection, range, cancellation);
                building = await CatchUp(connection, building, live.Next, cancellation);
                if (await Digest.Of(connection, building.Generation, range, cancellation) != live.Digest)
                {
                    differing.Add(table);
                }
            }
        }

        return (building, [.. differing]);
    }

    /// <summary>Brings tables up to where the live ones stand, and makes them the live ones.</summary>
    /// <param name="readable">Beyond it the log cannot be folded.</param>
    /// <returns>The next position that they do not hold.</returns>
    private async Task<long> Replace(
        NpgsqlConnection connection,
        Bookmark building,
        long readable,
        CancellationToken cancellation
    )
    {
        while (
            Math.Min(readable, await Ahead(connection, building, cancellation)) is var ahead
            && ahead - building.Next > FewEntries
        )
        {
            building = await CatchUp(connection, building, ahead, cancellation);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var held = await Generations.HoldLive(connection, cancellation);
        building = await CatchUp(connection, building, held?.Next ?? building.Next, cancellation);
        await Generations.Switch(connection, building.Generation, building.Next, cancellation);
        await transaction.CommitAsync(cancellation);
        return building.Next;
    }

    /// <summary>Where the live tables stand; without any, the end of the log.</summary>
    private async Task<long> Ahead(
        NpgsqlConnection connection,
        Bookmark building,
        CancellationToken cancellation
    ) =>
        await Generations.Live(connection, cancellation) is { } live
            ? Math.Max(live.Next, building.Next)
            : (await log.Head(cancellation)).Size;

    /// <summary>Folds page after page up to a position at which a report ends; inside the connection's transaction if it has one.</summary>
    private async Task<Bookmark> CatchUp(
        NpgsqlConnection connection,
        Bookmark building,
        long to,
        CancellationToken cancellation
    )
    {
        var writer = new PageWriter(building.Generation, policy);
        while (building.Next < to)
        {
            var page = await pages.Read(building.Next, cancellation);
            page = [.. page.TakeWhile(entry => entry.Position.Value < to)];
            var next = page[^1].Position.Value + 1;
            var move = new NpgsqlBatchCommand(building.Generation.Sql("move_building"));
            move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = building.Next });
            move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = next });
            if (!await writer.Write(connection, page, move, cancellation))
            {
                throw new InvalidOperationException(
                    $"Generation {building.Generation.Number} does not stand at {building.Next}: somebody else moved it."
                );
            }

            building = building with { Next = next };
        }

        return building;
    }

    private static async Task DropOutdated(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var outdated in await Generations.Outdated(connection, cancellation))
        {
            await Generations.Drop(connection, outdated, cancellation);
        }
    }
}

/// <summary>How a rebuild works.</summary>
internal sealed record RebuildOptions
{
    /// <summary>Entries that are read, decoded and folded at once.</summary>
    public int RangeEntries { get; init; } = 8_192;

    /// <summary>Rows of one table are sent in transactions of so long.</summary>
    public TimeSpan LongestCopy { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>How far a rebuild is.</summary>
/// <param name="Stage">What was done to the entries: <c>folded</c>, <c>indexed</c>, <c>compared</c>.</param>
public sealed record RebuildProgress(string Stage, long Done, long All);

/// <summary>What a rebuild did.</summary>
/// <param name="Entries">How many the new tables hold.</param>
/// <param name="Differing">Tables that were live and said something else than the log at the same position; none where they could not be compared.</param>
public sealed record RebuildResult(long Entries, IReadOnlyList<string> Differing);
