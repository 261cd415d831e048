using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Embedded;

/// <summary>One PostgreSQL cluster on disk: made if it is missing, started, found running, stopped.</summary>
internal sealed class Cluster(ServerFolder folder, Binaries binaries, Secrets secrets, ILogger logger)
{
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    // Recovery after a crash is part of starting.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private const int StartAttempts = 5;

    /// <summary>The server of this folder, and whether it was running before.</summary>
    public async Task<(RunningServer Server, bool WasRunning)> FindOrStart(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await Find(cancellation) is { } found)
            {
                return (found, attempt == 1);
            }

            var port = FreePort();
            var started = await PgCtl(
                StartLimit,
                ["start", "-l", folder.ServerLog, "-o", ServerSettings.For(port, folder.Root)],
                cancellation
            );
            if (!started.Succeeded)
            {
                logger.EmbeddedStartFailed(port, attempt);
            }

            if (!started.Succeeded && (attempt == StartAttempts || !MayWorkAgain(port)))
            {
                throw new EmbeddedPostgresUnavailable(
                    $"PostgreSQL {binaries.Version} did not start in {folder.Data}: {started.Said}\n{LogTail()}"
                );
            }
        }
    }

    public async Task Stop(RunningServer server, CancellationToken cancellation)
    {
        var stopped = await PgCtl(StopLimit, ["stop", "-m", "fast"], cancellation);
        if (!stopped.Succeeded && PostmasterFile.Read(folder.Data)?.IsRunning() == true)
        {
            throw new EmbeddedPostgresDidNotStop(server.ProcessId, folder.Data, stopped.Said);
        }

        logger.EmbeddedStopped(server.ProcessId);
    }

    /// <summary>Makes the cluster beside its place and moves it there when it is whole.</summary>
    public async Task Make(CancellationToken cancellation)
    {
        logger.EmbeddedCreating(folder.Data);
        var making = Path.Combine(folder.Root, ServerFolder.Unfinished + Guid.NewGuid().ToString("N"));
        await Folders.MakeOwned(making, secrets.RunsAs, cancellation);
        try
        {
            Secrets.WritePrivately(folder.PasswordFile, Encoding.ASCII.GetBytes(secrets.Administrator));
            await Folders.GiveTo(secrets.RunsAs, folder.PasswordFile, cancellation);
            await InitDb(making, cancellation);
            Folders.MoveDurably(making, folder.Data);
        }
        finally
        {
            File.Delete(folder.PasswordFile);
        }
    }

    /// <summary>The server that runs in this folder, once it takes connections; null where none runs.</summary>
    private async Task<RunningServer?> Find(CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (PostmasterFile.Read(folder.Data) is { } file)
        {
            if (!file.IsRunning())
            {
                logger.EmbeddedStalePid(folder.Data, file.ProcessId);
                await PostmasterFile.NameNoProcess(folder.Data, secrets.RunsAs, cancellation);
                return null;
            }

            var connections = new Connections(file.Port, secrets);
            if (file.Port != 0 && await connections.Ask(cancellation) is { } version)
            {
                return new RunningServer(file.ProcessId, connections, version);
            }

            if (waited.Elapsed > StartLimit)
            {
                throw new EmbeddedPostgresUnavailable(
                    $"process {file.ProcessId} runs in {folder.Data} and takes no connections; stop it"
                );
            }

            await Task.Delay(Pause, cancellation);
        }

        return null;
    }

    private async Task InitDb(string into, CancellationToken cancellation)
    {
        var made = await Program("initdb", StartLimit)
            .With(
                ["-D", into, "-U", Connections.AdministratorRole, "-E", "UTF8", "--locale=C"],
                ["--auth=scram-sha-256", $"--pwfile={folder.PasswordFile}", "--no-instructions"]
            )
            .Run(cancellation);
        if (!made.Succeeded)
        {
            throw new EmbeddedPostgresUnavailable(
                $"initdb of PostgreSQL {binaries.Version} failed in {folder.Root}"
                    + (secrets.RunsAs is { } user ? $", run as {user}, who must be able to enter it" : "")
                    + $": {made.Said}"
            );
        }
    }

    private Task<CommandResult> PgCtl(TimeSpan limit, string[] arguments, CancellationToken cancellation) =>
        Program("pg_ctl", limit + TimeSpan.FromSeconds(10))
            .With(arguments, ["-D", folder.Data, "-s", "-w", "-t", $"{limit.TotalSeconds:0}"])
            .Run(cancellation);

    private Command Program(string name, TimeSpan limit) =>
        new(binaries.Program(name), [], secrets.RunsAs)
        {
            WorkingFolder = folder.Root,
            InPlainEnvironment = true,
            Limit = limit,
        };

    // Another took the port meanwhile, or the orphaned pg_ctl of a killed process was faster than ours.
    private bool MayWorkAgain(int port) =>
        !IsFree(port) || PostmasterFile.Read(folder.Data)?.IsRunning() == true;

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string LogTail() =>
        File.Exists(folder.ServerLog)
            ? string.Join('\n', File.ReadLines(folder.ServerLog).TakeLast(10))
            : "It wrote no log.";
}

/// <summary>A server that takes connections.</summary>
internal sealed record RunningServer(int ProcessId, Connections Connections, Version Version);
