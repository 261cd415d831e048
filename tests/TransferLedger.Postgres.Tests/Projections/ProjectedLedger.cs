using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Log;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Projections;
using TransferLedger.Postgres.Schema;

namespace TransferLedger.Postgres.Tests.Projections;

/// <summary>A ledger of its own, reports that are filed into it, and runners that project it.</summary>
internal sealed class ProjectedLedger : IAsyncDisposable
{
    private readonly List<NpgsqlDataSource> sources = [];
    private readonly string serverConnection;

    private ProjectedLedger(string serverConnection, string administratorConnection)
    {
        this.serverConnection = serverConnection;
        Server = Source(serverConnection);
        Administrator = Source(administratorConnection);
    }

    public NpgsqlDataSource Server { get; }

    public NpgsqlDataSource Administrator { get; }

    public PostgresLog Log { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ProjectedLedger> Create(LedgerServer server)
    {
        var name = await server.NewDatabase();
        return await Open(await server.ServerConnection(name), await server.AdministratorConnection(name));
    }

    /// <summary>On a server that a test may break.</summary>
    public static async Task<ProjectedLedger> Create(EmbeddedPostgres server, string name)
    {
        await server.CreateDatabase(name, cancellation: Stop);
        await using (var owner = new NpgsqlConnection(server.OwnerConnection(name)))
        {
            await owner.OpenAsync(Stop);
            await Migrations.Apply(owner, Stop);
        }

        return await Open(server.ServerConnection(name), server.AdministratorConnection(name));
    }

    private static async Task<ProjectedLedger> Open(string connection, string administratorConnection)
    {
        var ledger = new ProjectedLedger(connection, administratorConnection);
        ledger.Log = await PostgresLog.Open(
            ledger.Server,
            new PostgresLogOptions { Origin = "ledger.test" },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            Stop
        );
        return ledger;
    }

    /// <summary>Asks a standby of the same server where it answers, else the server itself.</summary>
    public NpgsqlDataSource Preferring(Replica standby)
    {
        var here = new NpgsqlConnectionStringBuilder(serverConnection);
        here.Host = $"{here.Host}:{here.Port},{here.Host}:{standby.Port}";
        here.TargetSessionAttributes = "prefer-standby";
        return Source(here.ConnectionString);
    }

    /// <summary>The same database here and on a standby, by turns.</summary>
    public NpgsqlDataSource InTurn(Replica standby)
    {
        var here = new NpgsqlConnectionStringBuilder(serverConnection);
        here.Host = $"{here.Host}:{here.Port},{here.Host}:{standby.Port}";
        here.LoadBalanceHosts = true;
        return Source(here.ConnectionString);
    }

    /// <summary>The same database under other session settings.</summary>
    public NpgsqlDataSource With(string settings) => Source($"{serverConnection};{settings}");

    public ProjectionRunner Runner(
        int pageEntries = 2_000,
        NpgsqlDataSource? source = null,
        ILogger<ProjectionRunner>? logger = null,
        int farBehindEntries = 20_000
    ) =>
        new(
            Log,
            source ?? Server,
            Policy.Current,
            logger ?? NullLogger<ProjectionRunner>.Instance,
            new ProjectionOptions
            {
                PageEntries = pageEntries,
                FarBehindEntries = farBehindEntries,
                Rebuild = new()
                {
                    RangeEntries = pageEntries,
                    LongestCopy = TimeSpan.FromMilliseconds(pageEntries),
                },
            }
        );

    /// <summary>Runs until all that is in the log shows.</summary>
    public async Task Project(ProjectionRunner runner)
    {
        await runner.Prepare(Stop);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = runner.Run(done.Token);
        var head = await Log.Head(Stop);
        if (head.Size > 0)
        {
            await await Task.WhenAny(runner.WaitFor(new Position(head.Size - 1), Stop), running);
        }

        await done.CancelAsync();
        await running;
    }

    /// <returns>Position of its last entry.</returns>
    public async Task<Position> File(string json)
    {
        var draft = ReportReader
            .Read(Encoding.UTF8.GetBytes(json), DateOnly.FromDateTime(DateTime.UtcNow))
            .Value;
        var decision = (FilingDecision.File)
            FileReport.Decide(draft, filed: null, () => new byte[Excerpt.SaltBytes]);
        var entries = decision.Events.Select(
            (e, i) => Entry(draft.Report.Report.Stream, i + 1, EventNames.Of(e.Event), e.Data, e.Excerpt)
        );
        return await Append([.. entries]);
    }

    /// <summary>An entry of a type that no version knows.</summary>
    public Task<Position> AppendUnknown() =>
        Append([Entry(new StreamId("report/unknown"), 1, "from-the-future.v1", "{}"u8.ToArray())]);

    /// <summary>Several perspectives, figures, corridors, statements and dates; a quote; denials; no order of days.</summary>
    public async Task FileMany(int reports)
    {
        for (var i = 0; i < reports; i++)
        {
            var claims = Enumerable.Range(0, 1 + (i * 7 % 5)).Select(n => ClaimOf(i, n));
            await File(Report($"many-{i}", string.Join(", ", claims)));
            await SayMore(i);
        }
    }

    /// <summary>Appends an event to the stream of a report that was filed, or to that of judgements.</summary>
    /// <returns>Its position.</returns>
    public async Task<Position> Append(StreamId stream, LedgerEvent more)
    {
        var filed = await Log.ReadStream(stream, Stop);
        return await Append([Entry(stream, filed.Count + 1, EventNames.Of(more), EventJson.Write(more))]);
    }

    /// <summary>Everything that can happen to a claim later, to this report's or to an earlier one's.</summary>
    private async Task SayMore(int i)
    {
        var about = await FirstClaim($"many-{i * 3 / 4}");
        var figures = new[] { $"{about.Corridor}/containers" };
        LedgerEvent more = (i % 6) switch
        {
            0 => new ClaimGraded
            {
                Claim = about.Id,
                Figures = [.. figures],
                Grade = new(Reliability.B, 2),
                By = "desk-1",
                Reason = "Known source",
            },
            1 => new ClaimCorrected
            {
                Claim = about.Id,
                Figures = [.. figures],
                Quantity = Quantity.Of($"over {i}00", null, default, Unit.Container).Value,
                Stated = Edtf.Read("2024-06-29").Value,
                Reason = "Misheard",
            },
            2 => new ClaimWithdrawn
            {
                Claim = about.Id,
                Figures = [.. figures],
                Claimant = about.Claimant!,
                Stated = Edtf.Read("2024-06-30").Value,
                Reason = "Taken back",
            },
            3 => new RecordingErrorCorrected
            {
                Claim = about.Id,
                Figures = [.. figures, "IR-RU/containers"],
                Becomes = new(
                    about with
                    {
                        Corridor = Corridor.Read("IR-RU").Value,
                        Statement = "moved",
                        Claimant = about.Claimant! with { Name = "Somebody Else" },
                    }
                ),
                Reason = "Typed wrongly",
            },
            _ => new StatementsJudged
            {
                First = $"s-{i % 9}-KR",
                Second = $"s-{(i + 1) % 9}-KR",
                Judgement = i % 4 == 0 ? Judgement.Unsure : Judgement.Same,
                By = "desk-1",
                Reason = "The same words",
            },
        };
        var stream = more is LaterEvent ? about.Id.Report.Stream : new StreamId("judgements/all");
        await Append(stream, more);
    }

    private async Task<Claim> FirstClaim(string report) =>
        (Claim)RecordedEntry.Of((await Log.ReadStream(new StreamId($"report/{report}"), Stop))[1]).Event;

    public static string Report(string id, string claims, string corridor = "KP-RU") =>
        $$"""{"id": "{{id}}", "title": "A title", "publisher": "A Paper", "medium": "press", "published": "2024-06-28", "corridor": "{{corridor}}", "claims": [{{claims}}]}""";

    public static string Containers(string quantity = "over 1,000") =>
        $$"""{"type": "containers-reported", "quantity": "{{quantity}}", "claimant": {"kind": "state", "country": "KR"}, "stated": "2024-02-26"}""";

    /// <summary>All rows of all read tables, as one text each.</summary>
    public async Task<string> Rows()
    {
        var rows = new StringBuilder();
        var live = new Generation(await Live());
        foreach (var table in Generations.Tables)
        {
            var all = await Ask<string>(
                $"select coalesce(string_agg(t::text, E'\\n' order by t::text collate \"C\"), '') from {live.Table(table)} t"
            );
            rows.Append(table).Append('\n').Append(all).Append('\n');
        }

        return rows.ToString();
    }

    public Task<long> Bookmark() =>
        Ask<long>("select next from projections.generations where state = 'live'");

    /// <summary>The number of the generation that is read.</summary>
    public Task<int> Live() =>
        Ask<int>(
            $"select generation from projections.generations where state = 'live' and fold = {Generation.Fold}"
        );

    /// <summary>Lets the administrator change the live tables: <c>{g}</c> is their number.</summary>
    public async Task Spoil(string sql) =>
        await Administer(sql.Replace("{g}", $"{await Live()}", StringComparison.Ordinal));

    public async Task<T> Ask<T>(string sql)
    {
        await using var command = Administrator.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Stop))!;
    }

    public async Task Administer(string sql)
    {
        await using var command = Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }
    }

    private static string ClaimOf(int i, int n)
    {
        var country = new[] { "KR", "US", "UA" }[(i + n) % 3];
        var corridor = new[] { "KP-RU", "IR-RU", "RU-KP" }[n % 3];
        var common = $$"""
            "corridor": "{{corridor}}", "claimant": {"kind": "state", "name": "Speaker {{n}}", "country": "{{country}}"},
            "statement": "s-{{i % 9}}-{{country}}", "stated": "2024-0{{1
                + (i * 5 % 6)}}-1{{n}}", "via": ["A Paper {{n % 2}}"]
            """;
        return (n % 3) switch
        {
            0 =>
                $$"""{"type": "containers-reported", {{common}}, "quantity": "about {{(i + 1) * 100}}", "quote": "some {{i}}"}""",
            1 =>
                $$"""{"type": "items-reported", {{common}}, "item": "ballistic-missile", "quantity": "at least {{i + 1}}"}""",
            _ =>
                $$"""{"type": "denial-issued", {{common}}, "forms": ["categorical"], "targets": [{"corridor": "KP-*"}]}""",
        };
    }

    private static NewEntry Entry(
        StreamId stream,
        long version,
        string type,
        ReadOnlyMemory<byte> data,
        Excerpt? excerpt = null
    ) => new(Guid.CreateVersion7(), stream, version, type, data, "desk-1", excerpt);

    private async Task<Position> Append(IReadOnlyList<NewEntry> entries)
    {
        var appended = Assert.IsType<AppendResult.Appended>(await Log.Append(entries, Stop));
        return appended.Entries[^1].Position;
    }

    private NpgsqlDataSource Source(string connection)
    {
        var source = NpgsqlDataSource.Create(connection);
        sources.Add(source);
        return source;
    }
}
