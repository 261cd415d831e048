using System.Net;
using System.Net.Sockets;
using Npgsql;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests;

/// <summary>
/// A second PostgreSQL that follows a first one by streaming replication: same databases, roles and passwords, a port of its
/// own. It can be held back, cut off and promoted. Gone with its data at the end.
/// </summary>
public sealed class Replica : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly EmbeddedPostgres primary;
    private readonly string programs;
    private readonly string folder;
    private readonly string? user;

    private Replica(EmbeddedPostgres primary, string programs, string folder, string? user) =>
        (this.primary, this.programs, this.folder, this.user) = (primary, programs, folder, user);

    public int Port { get; private set; }

    private string Data => Path.Combine(folder, "data");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>A copy of <paramref name="primary"/> that follows it. Skips the test where the means are missing.</summary>
    /// <param name="primary">One with few databases, since all are copied.</param>
    public static async Task<Replica> Of(EmbeddedPostgres primary)
    {
        var programs = PgPrograms.With(primary, "pg_basebackup");
        var folder = Path.Combine(
            Path.GetTempPath(),
            $"transferledger-replicas-{Environment.UserName}",
            Guid.NewGuid().ToString("N")
        );
        var replica = new Replica(primary, programs, folder, await SystemUser.ForServer(Now));
        try
        {
            await replica.Copy();
            await replica.Start();
            return replica;
        }
        catch
        {
            await replica.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same way in, to this server.</summary>
    public string Here(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Port = Port }.ConnectionString;

    /// <summary>Returns once everything that the primary has committed can be read here.</summary>
    public async Task CatchesUp()
    {
        var end = await Ask(Primary, "select pg_current_wal_flush_lsn()::text");
        await Until(Administrator, $"select pg_last_wal_replay_lsn() >= '{end}'::pg_lsn");
    }

    /// <summary>Receives what comes and shows none of it until <see cref="GoOn"/>.</summary>
    public Task HoldBack() => Ask(Administrator, "select pg_wal_replay_pause()::text");

    public Task GoOn() => Ask(Administrator, "select pg_wal_replay_resume()::text");

    /// <summary>Receives nothing any more, as if the network between the two had gone.</summary>
    public async Task CutOff()
    {
        await Ask(Administrator, "alter system set primary_conninfo = ''");
        await Ask(Administrator, "select pg_reload_conf()");
        await Until(Administrator, "select not exists (select from pg_stat_wal_receiver)");
    }

    /// <summary>Makes it a primary of its own, with what it has.</summary>
    public Task Promote() => Control("promote");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await Control("stop", "-m", "immediate");
        }

        Directory.Delete(folder, recursive: true);
    }

    private string Primary => primary.AdministratorConnection("postgres");

    private string Administrator => Here(Primary);

    private async Task Copy()
    {
        Folders.Make(folder);
        await Folders.GiveTo(user, folder, Now);
        var from = new NpgsqlConnectionStringBuilder(Primary);
        await Run(
            "pg_basebackup",
            "-d",
            $"host={from.Host} port={from.Port} user={from.Username} password='{from.Password}'",
            "-D",
            Data,
            "--write-recovery-conf",
            "--checkpoint=fast",
            "--no-sync"
        );
    }

    private async Task Start()
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        await Control(
            "start",
            "-l",
            Path.Combine(folder, "server.log"),
            "-o",
            ServerSettings.For(Port, folder)
        );
    }

    private Task Control(params string[] arguments) => Run("pg_ctl", ["-D", Data, "-s", "-w", .. arguments]);

    private async Task Run(string program, params string[] arguments)
    {
        var command = new Command(Path.Combine(programs, program), [.. arguments], user)
        {
            WorkingFolder = folder,
            InPlainEnvironment = true,
            Limit = Patience,
        };
        var ran = await command.Run(CancellationToken.None);
        Assert.True(ran.Succeeded, $"{program}: {ran.Said}");
    }

    private static async Task Until(string connectionString, string holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Now);
        limit.CancelAfter(Patience);
        while (await Ask(connectionString, holds) != "True")
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>On a connection of its own: one from a pool may be to a server that was restarted since.</summary>
    private static async Task<string?> Ask(string connectionString, string sql)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(alone.ConnectionString);
        await connection.OpenAsync(Now);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Now))?.ToString();
    }
}
