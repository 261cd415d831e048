using TransferLedger.Core.Log;
using TransferLedger.Core.Tests.Log;

namespace TransferLedger.Postgres.Tests.Log;

/// <summary>The contract of every log, kept by the one in PostgreSQL.</summary>
public sealed class PostgresLogTests(LedgerServer server) : LogContract, IAsyncLifetime
{
    private LogDatabase database = null!;
    private ILog log = null!;

    protected override ILog Log => log;

    public async ValueTask InitializeAsync()
    {
        database = await LogDatabase.Create(server);
        log = await database.Node();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
