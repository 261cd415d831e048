using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Schema;

namespace TransferLedger.Postgres;

/// <summary>Which database a ledger lies in.</summary>
public sealed record LedgerDatabaseOptions
{
    /// <summary>The database's name inside the embedded server.</summary>
    public const string EmbeddedName = "transferledger";

    /// <summary>As <c>ledger_server</c>. Null: the embedded PostgreSQL.</summary>
    public string? Connection { get; init; }

    /// <summary>
    /// As <c>ledger_server</c>, for reading the read tables: may name standbys
    /// (<c>Target Session Attributes=prefer-standby</c>). Null: <see cref="Connection"/>.
    /// </summary>
    public string? ReadsConnection { get; init; }

    /// <summary>As <c>ledger_owner</c>, to run migrations. Null: they were run by somebody else.</summary>
    public string? OwnerConnection { get; init; }

    public EmbeddedPostgresOptions Embedded { get; init; } = new();
}

/// <summary>The database of a ledger, migrated and open: one that was given, or the embedded one.</summary>
public sealed class LedgerDatabase : IAsyncDisposable
{
    private LedgerDatabase(
        NpgsqlDataSource source,
        NpgsqlDataSource reads,
        EmbeddedPostgres? embedded,
        string? home,
        string? ownerConnection
    ) => (Source, Reads, Embedded, Home, OwnerConnection) = (source, reads, embedded, home, ownerConnection);

    /// <summary>Connections of the server's role.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Those for reading the read tables, perhaps on standbys, which may be behind; else the same.</summary>
    public NpgsqlDataSource Reads { get; }

    /// <summary>Null where a connection string was given.</summary>
    public EmbeddedPostgres? Embedded { get; }

    /// <summary>The folder that holds the embedded server, and what belongs to this machine's ledger; null without it.</summary>
    public string? Home { get; }

    /// <summary>As the owner of the schema; null where it was not given.</summary>
    public string? OwnerConnection { get; }

    /// <summary>Opens it, brings the schema up to date where that can be done, and makes sure that it is there.</summary>
    /// <exception cref="EmbeddedPostgresUnavailable">No connection was given, and no PostgreSQL could be started.</exception>
    public static async Task<LedgerDatabase> Open(
        LedgerDatabaseOptions options,
        ILoggerFactory loggers,
        CancellationToken cancellation
    )
    {
        if (options.Connection is { Length: > 0 } given)
        {
            await Migrate(options.OwnerConnection, cancellation);
            var source = Open(given);
            var reads = options.ReadsConnection is { Length: > 0 } standbys ? Open(standbys) : source;
            return new LedgerDatabase(
                source,
                reads,
                embedded: null,
                home: null,
                options.OwnerConnection is { Length: > 0 } owner ? owner : null
            );
        }

        var logger = loggers.CreateLogger<EmbeddedPostgres>();
        var embedded = await EmbeddedPostgres.Start(options.Embedded, logger, cancellation);
        try
        {
            await embedded.CreateDatabase(LedgerDatabaseOptions.EmbeddedName, cancellation: cancellation);
            var owner = embedded.OwnerConnection(LedgerDatabaseOptions.EmbeddedName);
            await Migrate(owner, cancellation);
            var home = Path.GetDirectoryName(Path.GetFullPath(options.Embedded.DataFolder))!;
            var source = Open(embedded.ServerConnection(LedgerDatabaseOptions.EmbeddedName));
            return new LedgerDatabase(source, source, embedded, home, owner);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Reads.DisposeAsync();
        await Source.DisposeAsync();
        if (Embedded is not null)
        {
            await Embedded.DisposeAsync();
        }
    }

    private static NpgsqlDataSource Open(string connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.ConnectionStringBuilder.ApplicationName ??= "transferledger";
        // Statements that come again and again are prepared by themselves, one plan a connection.
        builder.ConnectionStringBuilder.MaxAutoPrepare = 64;
        // Compiling a recursive statement takes PostgreSQL longer than running it: 0.4 s of a page of a hundred figures. So does starting
        // other processes to help with what an index answers: 40 ms. What the operator sets comes behind it, and wins.
        builder.ConnectionStringBuilder.Options =
            $"-c jit=off -c max_parallel_workers_per_gather=0 {builder.ConnectionStringBuilder.Options}".TrimEnd();
        return builder.Build();
    }

    private static async Task Migrate(string? ownerConnection, CancellationToken cancellation)
    {
        if (ownerConnection is { Length: > 0 })
        {
            await using var owner = await Unpooled.Open(ownerConnection, cancellation);
            await Migrations.Apply(owner, cancellation);
        }
    }
}
