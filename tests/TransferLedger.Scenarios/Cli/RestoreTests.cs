using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;
using TransferLedger.Server;

namespace TransferLedger.Scenarios.Cli;

/// <summary>A ledger of a few hundred entries, and a mirror of it.</summary>
public sealed class MirroredLedger(LedgerServer postgres) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("transferledger-mirrored-").FullName;

    public SigningLedger Ledger { get; } = new(postgres);

    public int Reports { get; init; } = 150;

    public string Mirror => Path.Combine(folder, "mirror");

    public Checkpoint Head { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Ledger.InitializeAsync();
        var lines = GeneratedReports.Import(Reports);
        var import = await Ledger.Client.Post("/reports/import", lines, "application/x-ndjson");
        Assert.Equal(HttpStatusCode.OK, import.Status);
        Head = (await Ledger.Signed()).Checkpoint;
        var run = await Tool.For(Ledger).Run("mirror", Ledger.Url, Mirror);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    /// <summary>A copy of the mirror that a test may spoil.</summary>
    public string Copy()
    {
        var copy = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        foreach (var file in Directory.EnumerateFiles(Mirror, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(Mirror, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary><c>restore</c>.</summary>
public sealed class RestoreTests(MirroredLedger mirrored, LedgerServer postgres)
    : IClassFixture<MirroredLedger>
{
    private const string Day = "2024-09-01";
    private const int Gate = 4711;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_ledger_has_the_same_root_and_answers_and_goes_on()
    {
        var fresh = await postgres.NewDatabase();
        var run = await Restore(fresh, mirrored.Mirror);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(mirrored.Head.Root.ToBase64(), run.Json.GetProperty("root").GetString());
        Assert.Equal(mirrored.Head.Size, run.Json.GetProperty("restored").GetInt64());

        await using var host = await Start(fresh);
        using var client = await Client(host);
        await Eventually.Holds(async () => Signed(await client.Ask("/checkpoint")) is not null);
        await Eventually.Holds(async () =>
            (await client.Ask("/health/ready")).Json.GetProperty("projections").Number("lag") == 0
        );
        Assert.Equal(
            await mirrored.Ledger.Client.Ask("/checkpoint").Text(),
            await client.Ask("/checkpoint").Text()
        );
        Assert.Equal(await EveryAnswer.Entries(mirrored.Ledger.Client), await EveryAnswer.Entries(client));
        var figures = (await client.Ask($"/figures?asOf={Day}&limit=100")).Items.All("figure").ToList();
        Assert.NotEmpty(figures);
        foreach (var path in figures.Select(figure => $"/figures/{figure}?asOf={Day}").Prepend("/figures"))
        {
            Assert.Equal(await mirrored.Ledger.Client.Ask(path).Text(), await client.Ask(path).Text());
        }

        var filed = await client.File(Reports("after-the-restore"));
        Assert.Equal(mirrored.Head.Size + 1, filed.Number("position"));
        await Eventually.Holds(async () =>
            Signed(await client.Ask("/checkpoint")) is { } signed && signed > mirrored.Head.Size
        );
    }

    [Fact]
    public async Task A_run_that_broke_off_is_gone_on_with()
    {
        var fresh = await postgres.NewDatabase();
        Assert.Equal(0, (await Restore(fresh, mirrored.Mirror)).ExitCode);
        const int held = 300;
        await AsSuperuser(
            fresh,
            $"delete from ledger.entries where position >= {held}; delete from ledger.nodes where (index + 1) << level > {held}"
        );

        var run = await Restore(fresh, mirrored.Mirror);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(mirrored.Head.Size - held, run.Json.GetProperty("restored").GetInt64());
        Assert.Equal(mirrored.Head.Root.ToBase64(), run.Json.GetProperty("root").GetString());
    }

    [Fact]
    public async Task What_a_killed_run_left_behind_is_not_signed_and_the_next_run_goes_on()
    {
        await using var large = new MirroredLedger(postgres) { Reports = 4_500 };
        await large.InitializeAsync();
        var fresh = await postgres.NewDatabase();
        await KillBehindTheFirstBatch(fresh, large.Mirror);
        var held = await Ask(fresh, "select count(*) from ledger.entries");
        Assert.Equal((long)LogRestore.BatchEntries, held);

        await using (var host = await Start(fresh, large.Ledger))
        {
            using var client = await Client(host);
            await Eventually.Holds(async () =>
                (await client.Ask("/health/ready")).Json.GetProperty("signing").Of("refused") is not null
            );
            Assert.Equal("checkpoint.refused", (await client.Ask("/checkpoint")).Code);
        }

        var run = await Restore(fresh, large.Mirror);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(large.Head.Size - LogRestore.BatchEntries, run.Json.GetProperty("restored").GetInt64());
        Assert.Equal(large.Head.Root.ToBase64(), run.Json.GetProperty("root").GetString());
        Assert.True(run.Json.GetProperty("signed").GetBoolean());
    }

    [Fact]
    public async Task A_database_with_another_log_is_refused()
    {
        var fresh = await postgres.NewDatabase();
        await using (var host = await Start(fresh))
        {
            using var client = await Client(host);
            await client.File(Reports("another"));
        }

        var run = await Restore(fresh, mirrored.Mirror);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("restore.other-log", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_spoilt_copy_nothing_is_written()
    {
        var (fresh, copy) = (await postgres.NewDatabase(), mirrored.Copy());
        var bundle = Directory
            .EnumerateFiles(Path.Combine(copy, "tile", "entries"), "*", SearchOption.AllDirectories)
            .Last();
        var bytes = await File.ReadAllBytesAsync(bundle, Now);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes, Now);

        var run = await Restore(fresh, copy);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("entry.differs", run.Error, StringComparison.Ordinal);
        Assert.Equal(0L, await Ask(fresh, "select count(*) from ledger.entries"));
    }

    [Fact]
    public async Task A_database_that_remembers_a_longer_signed_log_is_told_of_the_fork()
    {
        var fresh = await postgres.NewDatabase();
        await AsSuperuser(
            fresh,
            $"insert into ledger.signing values ('{SigningLedger.Origin}', {mirrored.Head.Size + 1}, sha256('other'), null, now())"
        );

        var run = await Restore(fresh, mirrored.Mirror);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.False(run.Json.GetProperty("signed").GetBoolean());
    }

    private static string Reports(string id) => Http.Reports.Containers(id, "KP-RU", "over 9,000");

    private static long? Signed(Http.Answer answer) =>
        answer.Status == HttpStatusCode.OK ? SignedCheckpoint.Read(answer.Body).Value.Checkpoint.Size : null;

    private async Task<ToolRun> Restore(string database, string folder) =>
        await (await ToolOf(database)).Run("restore", folder, "--json");

    private async Task<Tool> ToolOf(string database) =>
        new(("ConnectionStrings__Ledger", await postgres.ServerConnection(database)));

    /// <summary>Whoever writes into a log that is not empty waits until the process has been killed.</summary>
    private async Task KillBehindTheFirstBatch(string database, string folder)
    {
        await using var administrator = NpgsqlDataSource.Create(
            await postgres.AdministratorConnection(database)
        );
        await using var gate = await administrator.OpenConnectionAsync(Now);
        await using var shut = new NpgsqlCommand(
            $"""
            create function public.wait() returns trigger language plpgsql as $$
            begin
                if exists (select from ledger.entries) then
                    perform pg_advisory_lock({Gate});
                end if;
                return null;
            end
            $$;
            create trigger waits before insert on ledger.entries for each statement execute function public.wait();
            select pg_advisory_lock({Gate})
            """,
            gate
        );
        await shut.ExecuteNonQueryAsync(Now);
        using (var restore = (await ToolOf(database)).Start("restore", folder))
        {
            await Eventually.Holds(async () =>
                await Ask(
                    database,
                    $"select exists (select from pg_locks where not granted and objid = {Gate})"
                )
                    is true
            );
            restore.Kill();
            await restore.WaitForExitAsync(Now);
        }

        await using var open = new NpgsqlCommand(
            $"select pg_advisory_unlock({Gate}); drop trigger waits on ledger.entries",
            gate
        );
        await open.ExecuteNonQueryAsync(Now);
    }

    private Task<LedgerHost> Start(string database) => Start(database, mirrored.Ledger);

    private async Task<LedgerHost> Start(string database, SigningLedger keys) =>
        await LedgerHost.Start(
            [
                "--urls=http://127.0.0.1:0",
                $"--ConnectionStrings:Ledger={await postgres.ServerConnection(database)}",
                "--Logging:LogLevel:Default=Warning",
                "--Ledger:ProjectedWithinSeconds=60",
                $"--Ledger:Origin={SigningLedger.Origin}",
                $"--Ledger:SigningKeyFile={keys.KeyFile}",
                $"--Ledger:SignedFile={keys.SignedFile}.{database}",
            ],
            Now
        );

    private static async Task<HttpClient> Client(LedgerHost host)
    {
        var (_, key) = await host
            .Services.GetRequiredService<KeyStore>()
            .Create(Role.Admin, "test", expiresAt: null, Now);
        var client = new HttpClient { BaseAddress = new Uri(host.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.ToString());
        return client;
    }

    private async Task<object?> Ask(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(await postgres.AdministratorConnection(database));
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Now);
    }

    private Task<object?> AsSuperuser(string database, string sql) =>
        Ask(database, $"set session_replication_role = replica; {sql}");
}

/// <summary>Reads on from an answer that is awaited.</summary>
internal static class AwaitedAnswers
{
    public static async Task<string> Text(this Task<Http.Answer> answer) => (await answer).Text;
}
