using System.Text.Json;
using RabbitMQ.Client;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.RabbitMq;

/// <summary>A durable queue bound to the ledger's exchange.</summary>
internal sealed class BoundQueue : IAsyncDisposable
{
    private const string Exchange = "transferledger";
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly string name;

    private BoundQueue(IConnection connection, IChannel channel, string name) =>
        (this.connection, this.channel, this.name) = (connection, channel, name);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="keys">Binding keys: <c>#</c>, <c>KP-RU.*</c>.</param>
    public static async Task<BoundQueue> Bind(Broker broker, string name, params string[] keys)
    {
        var queue = await Open(broker, name);
        await queue.channel.ExchangeDeclareAsync(
            Exchange,
            ExchangeType.Topic,
            durable: true,
            cancellationToken: Stop
        );
        await queue.channel.QueueDeclareAsync(
            name,
            durable: true,
            exclusive: false,
            autoDelete: false,
            cancellationToken: Stop
        );
        foreach (var key in keys)
        {
            await queue.channel.QueueBindAsync(name, Exchange, key, cancellationToken: Stop);
        }

        return queue;
    }

    /// <summary>One that was bound before.</summary>
    public static async Task<BoundQueue> Open(Broker broker, string name)
    {
        var connection = await broker.Connect();
        return new(connection, await connection.CreateChannelAsync(cancellationToken: Stop), name);
    }

    /// <summary>Takes messages until the one with an id has come.</summary>
    public async Task<List<Message>> TakeUntil(string id)
    {
        var taken = new List<Message>();
        await Eventually.Holds(
            async () =>
            {
                while (await channel.BasicGetAsync(name, autoAck: true, Stop) is { } got)
                {
                    taken.Add(new(got.RoutingKey, got.BasicProperties, JsonElement.Parse(got.Body.Span)));
                    if (taken[^1].Event.Of("id") == id)
                    {
                        return true;
                    }
                }

                return false;
            },
            () => $"{id} is not among {taken.Count} messages."
        );
        return taken;
    }

    /// <summary>Ids of the events in these messages.</summary>
    public async Task<IReadOnlyList<string>> IdsUntil(string id) =>
        (await TakeUntil(id)).Select(message => message.Event).Ids();

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}

internal sealed record Message(string RoutingKey, IReadOnlyBasicProperties Properties, JsonElement Event);
