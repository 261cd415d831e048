using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>What an auditor is told to type works with what this ledger has.</summary>
public sealed class AuditPageTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task It_proposes_to_replay_a_figure_that_is_there_and_none_before_there_is_one()
    {
        var empty = (await ledger.Client.Look("/audit")).Words("section.mirror");
        Assert.Contains("There is no figure yet", empty, StringComparison.Ordinal);
        Assert.DoesNotContain("replay copy", empty, StringComparison.Ordinal);
        await ledger.Client.File(Reports.Containers("audited", "BY-RU", "over 1,000"));
        var filed = (await ledger.Client.Look("/audit")).Words("section.mirror");
        Assert.Contains("replay copy BY-RU/containers --compare", filed, StringComparison.Ordinal);
    }
}
