using TransferLedger.Core.Log;

namespace TransferLedger.Core.Tests.Log;

public sealed class InMemoryLogTests : LogContract
{
    protected override ILog Log { get; } = new InMemoryLog("ledger.test", TimeProvider.System);
}
