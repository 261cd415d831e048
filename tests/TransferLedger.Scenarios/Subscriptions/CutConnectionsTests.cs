using Npgsql;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>The database throws everybody out while events are delivered.</summary>
public sealed class CutConnectionsTests(LedgerServer postgres) : SubscribedLedger(postgres)
{
    private readonly LedgerServer server = postgres;

    [Fact]
    public async Task Every_event_is_delivered_once_and_in_order_all_the_same()
    {
        await Files("before", 20);
        var whole = (await Client.Feed()).Ids();
        await using var administrator = NpgsqlDataSource.Create(
            await server.AdministratorConnection("postgres")
        );
        var cut = 0L;
        Sink.Answer = async (_, message) =>
        {
            if (message.Events[0].Of("sequence").EndsWith("5.000000", StringComparison.Ordinal))
            {
                cut += await Cut(administrator);
            }
        };

        await Subscribe("\"from\": \"0\"");
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);

        Assert.Equal(whole, Sink.Taken);
        Assert.True(cut > 0);
    }

    private async Task<long> Cut(NpgsqlDataSource administrator)
    {
        await using var command = administrator.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1"
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Database });
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
