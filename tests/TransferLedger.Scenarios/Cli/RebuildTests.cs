using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Cli;

public sealed class RebuildTests(SampleLedger ledger, LedgerServer postgres) : IClassFixture<SampleLedger>
{
    [Fact]
    public async Task A_rebuild_gives_the_same_answers()
    {
        var reader = Tool.For(ledger);
        var owner = new Tool(("ConnectionStrings__Ledger", await postgres.ServerConnection(ledger.Database)));
        var before = await reader.Run("figures", "--as-of", "2024-09-01");
        var rebuild = await owner.Run("rebuild", "--json");
        var after = await reader.Run("figures", "--as-of", "2024-09-01");
        Assert.Equal(63, rebuild.Json.GetProperty("entries").GetInt32());
        Assert.Equal(before.Out, after.Out);
    }
}
