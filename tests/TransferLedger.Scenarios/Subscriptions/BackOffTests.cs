using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>A subscription whose next attempt is far away.</summary>
public sealed class BackOffTests(LedgerServer postgres) : SubscribedLedger(postgres)
{
    protected override string[] Arguments => [.. base.Arguments, "--Webhooks:Retries=20:00:00"];

    [Fact]
    public async Task A_subscription_that_is_resumed_while_it_waits_is_tried_at_once()
    {
        Sink.AnswerWith(500);
        var (id, _) = await Subscribe();
        await Files("down", 1);
        await Until(id, now => now.Number("attempts") == 1);

        Sink.AnswerWith(200);
        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/resume");
        var whole = (await Client.Feed()).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);

        Assert.Equal(whole, Sink.Taken);
        Assert.Equal(Sink.Messages[0].Id, Sink.Messages[1].Id);
    }
}
