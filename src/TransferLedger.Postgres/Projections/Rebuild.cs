using System.Data;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Works the read tables out anew from the log, in tables of a new generation beside the live ones, and puts them in their
/// place in one short transaction. Readers never wait; no transaction lasts long: a position is pinned, not a snapshot. Source:
/// log.md section 5.
/// </summary>
internal sealed class Rebuild(ILog log, NpgsqlDataSource database, Policy policy, RebuildOptions options)
{
    /// <summary>Live tables that lag by more are not compared: nobody writes them, and it would take as long as a rebuild.</summary>
    private const int MostToCatchUp = 100_000;

    private readonly Building building = new(log, database, policy, options);

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
            await Building.DropOutdated(turn.Connection, cancellation);
            throw;
        }
    }

    public async Task<RebuildResult> Run(IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        await using var turn = await BuildRight.Take(database, cancellation);
        await Generations.Prepare(turn.Connection, cancellation);
        return await Build(turn.Connection, compares: true, progress, cancellation);
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
        await Building.DropOutdated(connection, cancellation);
        var added = await Generations.Add(connection, cancellation);
        var live = await Generations.Live(connection, cancellation);
        var size = (await log.Head(cancellation)).Size;
        var comparable = compares && live is { } stands && size - stands.Next <= MostToCatchUp;
        var pinned = comparable ? live!.Value.Next : size;
        var filled = await building.Fill(connection, added, pinned, progress, cancellation);
        comparable = comparable && filled == pinned;
        await Generations.Pin(connection, added, filled, cancellation);
        var built = new Bookmark(added, filled, Fence: 0);
        var differing = new SortedSet<string>(StringComparer.Ordinal);
        if (comparable)
        {
            progress?.Report(new("compared", 0, pinned));
            built = await Comparison.Run(
                connection,
                building,
                built,
                (_, _, range, _) =>
                {
                    differing.Add(range.Table);
                    return Task.FromResult(true);
                },
                cancellation
            );
        }

        var entries = await Replace(
            connection,
            built,
            filled < pinned ? filled : long.MaxValue,
            cancellation
        );
        if (!compares && live is { } lagging)
        {
            // Not worth keeping, and what was kept before is.
            await Generations.Drop(connection, lagging.Generation, cancellation);
        }

        await Building.DropOutdated(connection, cancellation);
        return new(entries, [.. differing]);
    }

    /// <summary>Brings tables up to where the live ones stand, and makes them the live ones.</summary>
    /// <param name="readable">Beyond it the log cannot be folded.</param>
    /// <returns>The next position that they do not hold.</returns>
    private async Task<long> Replace(
        NpgsqlConnection connection,
        Bookmark built,
        long readable,
        CancellationToken cancellation
    )
    {
        while (
            Math.Min(readable, await Ahead(connection, built, cancellation)) is var ahead
            && ahead - built.Next > Building.FewEntries
        )
        {
            built = await building.CatchUp(connection, built, ahead, cancellation);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var held = await Generations.HoldLive(connection, cancellation);
        built = await building.CatchUp(connection, built, held?.Next ?? built.Next, cancellation);
        await Generations.Switch(connection, built.Generation, built.Next, cancellation);
        await transaction.CommitAsync(cancellation);
        return built.Next;
    }

    /// <summary>Where the live tables stand; without any, the end of the log.</summary>
    private async Task<long> Ahead(
        NpgsqlConnection connection,
        Bookmark built,
        CancellationToken cancellation
    ) =>
        await Generations.Live(connection, cancellation) is { } live
            ? Math.Max(live.Next, built.Next)
            : (await log.Head(cancellation)).Size;
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
