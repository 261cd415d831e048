using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Subscriptions;

namespace TransferLedger.Scenarios.Metrics;

/// <summary>What <c>GET /metrics</c> says of webhooks, with a schedule of one retry.</summary>
public sealed class WebhookMetricsTests(LedgerServer postgres) : SubscribedLedger(postgres)
{
    private const string Filings = "\"from\": \"0\", \"types\": [\"report-filed\"]";
    private const string Lag = "transferledger_webhook_lag_entries";

    protected override string[] Arguments => [.. base.Arguments, "--Webhooks:Retries=0:00:00"];

    [Fact]
    public async Task Deliveries_failures_and_what_was_set_aside_are_counted()
    {
        Sink.Answer = (http, message) =>
        {
            http.Response.StatusCode = message.Events[0].Of("subject") == "report/bad-0" ? 500 : 200;
            return Task.CompletedTask;
        };
        await Subscribe($"{Filings}, \"onFailure\": \"dead-letter\"");
        await Files("good", 2);
        await Files("bad", 1);
        await Files("fine", 1);

        var read = await Exposition.Scrape(
            Client,
            now => now["transferledger_webhook_delivered_events_total"] >= 3
        );

        Assert.Equal(3, read["transferledger_webhook_delivered_events_total"]);
        Assert.Equal(2, read["transferledger_webhook_failed_attempts_total"]);
        Assert.Equal(1, read["transferledger_webhook_dead_letters_total"]);
    }

    [Fact]
    public async Task Subscriptions_are_counted_by_state_and_only_an_active_one_lags()
    {
        Sink.AnswerWith(500);
        var (paused, _) = await Subscribe(Filings);
        await Client.Send(HttpMethod.Post, $"/subscriptions/{paused}/pause");
        await Files("one", 1);
        Assert.Equal(0, (await Exposition.ScrapeAll(Client))[Lag]);

        Sink.Answer = async (http, _) => await Task.Delay(Timeout.Infinite, http.RequestAborted);
        await Subscribe(Filings);
        await Eventually.Holds(() => Sink.Messages.Count > 0);
        var read = await Exposition.ScrapeAll(Client);

        Assert.Equal(1, read["transferledger_webhook_subscriptions{state=\"paused\"}"]);
        Assert.Equal(1, read["transferledger_webhook_subscriptions{state=\"active\"}"]);
        Assert.Equal(0, read["transferledger_webhook_subscriptions{state=\"stopped\"}"]);
        Assert.Equal(read["transferledger_log_entries"], read[Lag]);
    }
}
