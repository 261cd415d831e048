using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>A PostgreSQL server that may be broken: no other test uses it. Classes that do take turns.</summary>
public sealed class OwnServer : IAsyncLifetime
{
    private readonly EmbeddedPostgresOptions options = new()
    {
        DataFolder = Path.Combine(
            Path.GetTempPath(),
            $"transferledger-own-{Environment.UserName}",
            Guid.NewGuid().ToString("N")
        ),
    };

    private int databases;

    public EmbeddedPostgres Server { get; private set; } = null!;

    public Task<LogDatabase> NewDatabase() =>
        LogDatabase.Create(Server, $"own_{Interlocked.Increment(ref databases)}");

    /// <summary>As if the machine had been switched off and on again; on the same port.</summary>
    public Task Restart() => PgCtl.RestartAtOnce(Server, options);

    /// <summary>As an operator does it.</summary>
    public Task RestartInOrder() => PgCtl.RestartInOrder(Server, options);

    public async ValueTask InitializeAsync() => Server = await EmbeddedPostgres.Start(options);

    public async ValueTask DisposeAsync()
    {
        await PgCtl.StopAtOnce(Server, options);
        await Server.DisposeAsync();
        await EmbeddedPostgres.Discard(options);
    }
}

/// <summary>Tests that break a server of their own.</summary>
[CollectionDefinition(Name)]
public sealed class OnAServerOfItsOwn : ICollectionFixture<OwnServer>
{
    public const string Name = "on a server of its own";
}
