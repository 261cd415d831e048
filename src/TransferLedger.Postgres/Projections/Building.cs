using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Projections;

/// <summary>Fills the tables of a generation that is not live, and keeps them up with the log.</summary>
internal sealed class Building(ILog log, NpgsqlDataSource database, Policy policy, RebuildOptions options)
{
    /// <summary>The live tables may move on by so many entries while the last ones are folded, which their runner waits for.</summary>
    public const int FewEntries = 2_000;

    private readonly PageReader pages = new(log, FewEntries);

    /// <summary>Fills bare tables up to a position, or up to the first report that cannot be read: no runner could come past it.</summary>
    /// <returns>Up to where.</returns>
    public async Task<long> Fill(
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

    /// <summary>Folds page after page up to a position at which a report ends; inside the connection's transaction if it has one.</summary>
    public async Task<Bookmark> CatchUp(
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

    public static async Task DropOutdated(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var outdated in await Generations.Outdated(connection, cancellation))
        {
            await Generations.Drop(connection, outdated, cancellation);
        }
    }
}
