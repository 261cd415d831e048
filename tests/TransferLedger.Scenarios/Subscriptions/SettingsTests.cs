using Microsoft.Extensions.Options;
using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>A setting that cannot be read stops the start.</summary>
public sealed class SettingsTests(LedgerServer postgres)
{
    [Theory]
    [InlineData("--Webhooks:AllowedNetworks=10.0.0.0/33", "10.0.0.0/33")]
    [InlineData("--Webhooks:AllowedPorts=https", "https")]
    [InlineData("--Webhooks:Retries=soon", "soon")]
    [InlineData("--Webhooks:Retries=5", "0:05:00")]
    [InlineData("--Webhooks:AnswerWithinSeconds=3600", "AnswerWithinSeconds")]
    [InlineData("--RabbitMq:Uri=http://user:password@127.0.0.1", "RabbitMq:Uri is no address of a broker")]
    [InlineData("--RabbitMq:Uri=broker", "RabbitMq:Uri is no address of a broker")]
    [InlineData("--RabbitMq:From=soon", "RabbitMq:From says soon")]
    public async Task It_is_named_in_the_complaint(string argument, string named)
    {
        await using var ledger = new Ledger(postgres, argument);

        var stopped = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
            await ledger.InitializeAsync()
        );

        Assert.Contains(named, Assert.Single(stopped.Failures), StringComparison.Ordinal);
    }

    private sealed class Ledger(LedgerServer postgres, string argument) : RunningLedger(postgres)
    {
        protected override string[] Arguments => [argument];
    }
}
