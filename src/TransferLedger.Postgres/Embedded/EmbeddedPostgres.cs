using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TransferLedger.Postgres.Embedded;

/// <summary>How the server that we use came to run.</summary>
public enum Arrival
{
    /// <summary>We started it.</summary>
    Started,

    /// <summary>It was left behind by a process that died; it is ours now.</summary>
    Adopted,

    /// <summary>Another live process uses it; the last one to leave stops it.</summary>
    Joined,
}

/// <summary>
/// A PostgreSQL server of our own on loopback, shared by all processes of this machine that use the same data folder,
/// and stopped by the last of them. It survives the sudden death of its users and is adopted by the next.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan TurnLimit = TimeSpan.FromMinutes(10);

    private readonly ServerParts parts;
    private readonly RunningServer server;
    private readonly ILogger logger;
    private FileLock? place;

    private EmbeddedPostgres(
        ServerParts parts,
        RunningServer server,
        Arrival arrival,
        FileLock place,
        ILogger logger
    )
    {
        (this.parts, this.server, this.place, this.logger) = (parts, server, place, logger);
        Arrival = arrival;
    }

    public Version Version => server.Version;

    /// <summary>Local or fetched.</summary>
    public BinariesSource Source => parts.Binaries.Source;

    public string BinariesFolder => parts.Binaries.Folder;

    public Arrival Arrival { get; }

    public bool Adopted => Arrival == Arrival.Adopted;

    public int Port => server.Connections.Port;

    public int ProcessId => server.ProcessId;

    /// <summary>As superuser: for making databases, and for nothing else.</summary>
    public string AdministratorConnection(string database) => server.Connections.Administrator(database);

    /// <summary>As ledger_owner, who runs the migrations.</summary>
    public string OwnerConnection(string database) => server.Connections.Owner(database);

    /// <summary>As ledger_server, who may do what the migrations grant.</summary>
    public string ServerConnection(string database) => server.Connections.Server(database);

    /// <summary>Starts, adopts or joins the server of a data folder; the cluster is made if it is not there.</summary>
    /// <exception cref="EmbeddedPostgresUnavailable">Nothing worked; the message names the ways out.</exception>
    public static async Task<EmbeddedPostgres> Start(
        EmbeddedPostgresOptions? options = null,
        ILogger? logger = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new EmbeddedPostgresOptions();
        logger ??= NullLogger.Instance;
        try
        {
            return await StartInTurn(options, logger, cancellation);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmbeddedPostgresUnavailable($"the data folder {options.DataFolder}: {e.Message}", e);
        }
    }

    /// <summary>
    /// Stops a server that was left behind in the folder and removes the folder, unless a live process uses it.
    /// </summary>
    /// <returns>Whether the folder is gone.</returns>
    internal static async Task<bool> Discard(
        EmbeddedPostgresOptions options,
        ILogger? logger = null,
        CancellationToken cancellation = default
    )
    {
        var home = new ServerFolder(Path.GetFullPath(options.DataFolder));
        if (!Directory.Exists(home.Root))
        {
            return true;
        }

        using (var turn = FileLock.TryTake(home.Turn, FileMode.OpenOrCreate))
        {
            if (turn is null || new LiveUsers(home.Users).AnyAlive())
            {
                return false;
            }

            if (PostmasterFile.Read(home.Data)?.IsRunning() == true)
            {
                var left = await ServerParts.Gather(
                    home,
                    options,
                    logger ?? NullLogger.Instance,
                    cancellation
                );
                var (running, _) = await left.Cluster.FindOrStart(cancellation);
                await left.Cluster.Stop(running, cancellation);
            }
        }

        Directory.Delete(home.Root, recursive: true);
        return true;
    }

    /// <summary>
    /// Makes a database that ledger_owner owns and ledger_server may connect to; if it is there, it stays as it is.
    /// Whoever is connected to the template is thrown out.
    /// </summary>
    public Task CreateDatabase(
        string name,
        string? template = null,
        CancellationToken cancellation = default
    ) => Databases.Create(server.Connections, name, template, cancellation);

    /// <summary>Leaves; stops the server if nobody else uses it.</summary>
    /// <exception cref="EmbeddedPostgresDidNotStop">It runs on.</exception>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref place, null) is not { } given)
        {
            return;
        }

        using var turn = await FileLock.Take(parts.Folder.Turn, TurnLimit, CancellationToken.None);
        given.Dispose();
        if (parts.Users.AnyAlive())
        {
            logger.EmbeddedLeftRunning(server.ProcessId);
            return;
        }

        await parts.Cluster.Stop(server, CancellationToken.None);
    }

    private static async Task<EmbeddedPostgres> StartInTurn(
        EmbeddedPostgresOptions options,
        ILogger logger,
        CancellationToken cancellation
    )
    {
        var home = new ServerFolder(Path.GetFullPath(options.DataFolder));
        Folders.Make(home.Root);
        using var turn = await FileLock.Take(home.Turn, TurnLimit, cancellation);
        var found = await ServerParts.Gather(home, options, logger, cancellation);
        var shared = found.Users.AnyAlive();
        var taken = found.Users.Enter();
        try
        {
            var (running, wasRunning) = await found.Cluster.FindOrStart(cancellation);
            var arrival =
                !wasRunning ? Arrival.Started
                : shared ? Arrival.Joined
                : Arrival.Adopted;
            if (arrival != Arrival.Joined)
            {
                await Databases.EnsureRoles(running.Connections, cancellation);
            }

            logger.EmbeddedAnswers(running.Version, running.Connections.Port, running.ProcessId, arrival);
            return new EmbeddedPostgres(found, running, arrival, taken, logger);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }
}
