using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Benchmarks.Soaks.Nodes;

/// <summary>
/// Two nodes on one database under a steady stream of filings, one of them killed every thirty seconds and started again. In
/// the end what was acknowledged is what is stored, and all that can be read follows from it.
/// </summary>
internal static class NodesSoak
{
    private const int Filers = 8;
    private const int Shown = 10;
    private static readonly TimeSpan KillEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MovedWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MoveLimit = TimeSpan.FromMinutes(1);

    /// <summary>1 where a check fails.</summary>
    public static async Task<int> Run(TimeSpan length)
    {
        await using var scratch = await ScratchServer.Start();
        var (server, owner) = await scratch.NewDatabase("nodes");
        await using var ownServer = server;
        await using var ownOwner = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        var (_, key) = await new KeyStore(server, TimeProvider.System).Create(
            Role.Admin,
            "soak",
            expiresAt: null,
            CancellationToken.None
        );
        await using var nodes = new NodePair(scratch.ServerConnection("nodes"), key.ToString());
        await nodes.Start();
        var acknowledged = new Acknowledged();
        var moves = await Soak(nodes, acknowledged, length);
        foreach (var said in nodes.Complaints.Distinct(StringComparer.Ordinal).Take(Shown))
        {
            Console.WriteLine($"a node said: {said}");
        }

        var checks = new Checks();
        checks.Add(
            $"projections moved within {MovedWithin.TotalSeconds} s of each kill",
            moves.Count > 0 && moves.TrueForAll(took => took <= MovedWithin),
            moves.Count == 0 ? "nobody was killed" : $"at most {moves.Max().TotalSeconds:0.00} s"
        );
        await OfTheLog(checks, acknowledged, server);
        await OfWhatIsRead(checks, nodes, server);
        return checks.Failed == 0 ? 0 : 1;
    }

    /// <returns>How long after each kill the projections had moved to the other node.</returns>
    private static async Task<List<TimeSpan>> Soak(NodePair nodes, Acknowledged acknowledged, TimeSpan length)
    {
        using var over = new CancellationTokenSource();
        var filers = Enumerable
            .Range(0, Filers)
            .Select(first => new Filer(nodes, acknowledged, first, Filers))
            .ToList();
        var everybody = Task.WhenAll(filers.Select(filer => Task.Run(() => filer.Run(over.Token))));
        var moves = new List<TimeSpan>();
        var begun = Stopwatch.GetTimestamp();
        for (var kill = 1; kill * KillEvery < length; kill++)
        {
            await Pass(kill * KillEvery - Stopwatch.GetElapsedTime(begun), everybody);
            moves.Add(await KillOne(nodes, kill, acknowledged));
        }

        await Pass(length - Stopwatch.GetElapsedTime(begun), everybody);
        await over.CancelAsync();
        await everybody;
        var took = Stopwatch.GetElapsedTime(begun);
        Console.WriteLine(
            $"{acknowledged.Wishes:N0} acknowledged in {took.TotalSeconds:N0} s ({acknowledged.Wishes / took.TotalSeconds:N0}/s), {acknowledged.Entries.Count:N0} entries; "
                + $"{filers.Sum(f => f.Unanswered):N0} got no answer, {filers.Sum(f => f.FoundWritten):N0} of them were written; {filers.Sum(f => f.PutOff):N0} put off"
        );
        return moves;
    }

    /// <summary>What befalls a filer meanwhile ends the soak.</summary>
    private static async Task Pass(TimeSpan left, Task everybody)
    {
        if (left > TimeSpan.Zero && await Task.WhenAny(everybody, Task.Delay(left)) == everybody)
        {
            await everybody;
        }
    }

    private static async Task<TimeSpan> KillOne(NodePair nodes, int kill, Acknowledged acknowledged)
    {
        var place = (kill + 1) % NodePair.Count;
        var before = acknowledged.Wishes;
        var begun = Stopwatch.GetTimestamp();
        var takeover = await nodes.Kill(place);
        var ready = StartAgain();
        var moved = await takeover.Over.WaitAsync(MoveLimit);
        var took = await ready;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"kill {kill, 3}: node {place + 1} after {before, 8:N0} acknowledged; read tables moved on after {moved.TotalSeconds, 5:0.00} s, it was ready again after {took.TotalSeconds, 5:0.00} s"
            )
        );
        return moved;

        async Task<TimeSpan> StartAgain()
        {
            await nodes.Start(place);
            return Stopwatch.GetElapsedTime(begun);
        }
    }

    private static async Task OfTheLog(Checks checks, Acknowledged acknowledged, NpgsqlDataSource server)
    {
        var stored = await StoredLog.Read(server);
        checks.Add("nothing acknowledged is missing", stored.Lost(acknowledged));
        checks.Add("nothing is stored that nobody was told of", stored.Unasked(acknowledged));
        checks.Add("positions have no hole", stored.IsDense, $"{stored.Size:N0} entries");
        checks.Add("versions of each stream have no hole", stored.VersionsAreDense);
        checks.Add("the time of recording rises", stored.TimeRises);
        var reports = acknowledged.Entries.Values.Count(entry =>
            entry.Version == 1 && entry.Stream.StartsWith("report/", StringComparison.Ordinal)
        );
        checks.Add(
            "each report has its quote",
            stored.Quotes == reports,
            $"{stored.Quotes:N0} of {reports:N0}"
        );
        checks.Add("leaves are the hashes of their bytes", stored.LeavesAreOfTheirBytes);
        await using var log = await Open(server);
        var head = await log.Head(CancellationToken.None);
        checks.Add("the root follows from the bytes", stored.Root() == head.Root, $"{head.Root}");
    }

    private static async Task OfWhatIsRead(Checks checks, NodePair nodes, NpgsqlDataSource server)
    {
        var first = await EverythingRead.By(nodes[0]!.Client);
        var second = await EverythingRead.By(nodes[1]!.Client);
        checks.Add("both nodes answer the same", Differing(first, second));
        await using var log = await Open(server);
        var runner = new ProjectionRunner(log, server, Policy.Current, NullLogger<ProjectionRunner>.Instance);
        var stages = new Stages();
        var rebuilt = await runner.Rebuild(stages, CancellationToken.None);
        checks.Add(
            "the read tables were compared with a rebuild of the whole log",
            stages.Compared && rebuilt.Entries == (await log.Head(CancellationToken.None)).Size,
            $"{rebuilt.Entries:N0} entries"
        );
        checks.Add("a rebuild finds no table that differs", rebuilt.Differing);
        for (var place = 0; place < NodePair.Count; place++)
        {
            var after = await EverythingRead.By(nodes[place]!.Client);
            checks.Add($"node {place + 1} answers the same from the rebuilt tables", Differing(first, after));
        }

        foreach (var (list, read) in first)
        {
            Console.WriteLine($"    {list, -26} {read}");
        }
    }

    private static List<string> Differing(
        IReadOnlyDictionary<string, string> one,
        IReadOnlyDictionary<string, string> other
    ) => [.. one.Where(read => other[read.Key] != read.Value).Select(read => read.Key)];

    private static Task<PostgresLog> Open(NpgsqlDataSource server) =>
        PostgresLog.Open(
            server,
            new PostgresLogOptions { Origin = Appends.Origin },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            CancellationToken.None
        );

    /// <summary>Whether it came to comparing at all.</summary>
    private sealed class Stages : IProgress<RebuildProgress>
    {
        public bool Compared { get; private set; }

        public void Report(RebuildProgress value) => Compared |= value.Stage == "compared";
    }
}
