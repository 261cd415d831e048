using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>Webhooks whose subscriber takes longer than the half second that it has to answer.</summary>
public sealed class SlowSubscriberTests(LedgerServer postgres) : SubscribedLedger(postgres)
{
    private readonly RawSubscriber dripping = RawSubscriber.Dripping(
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    );

    protected override string[] Arguments =>
        [
            .. base.Arguments,
            $"--Webhooks:AllowedPorts={Sink.Port}, {dripping.Port}",
            "--Webhooks:Retries=0:00:00,0:00:00.2",
            "--Webhooks:AnswerWithinSeconds=0.5",
        ];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await dripping.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Who_hangs_is_not_waited_for()
    {
        Sink.Answer = (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted);
        var (id, _) = await Subscribe("\"from\": \"0\"");
        await Files("hangs", 1);

        var stopped = await UntilState(id, "stopped");

        Assert.Contains("no answer within 0.5 s", stopped.Of("reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answers_byte_by_byte_is_not_waited_for()
    {
        var (id, _) = await Subscribe("\"from\": \"0\"", $"http://127.0.0.1:{dripping.Port}/");
        await Files("drips", 1);

        var stopped = await UntilState(id, "stopped");

        Assert.Contains("no answer within 0.5 s", stopped.Of("reason"), StringComparison.Ordinal);
    }
}
