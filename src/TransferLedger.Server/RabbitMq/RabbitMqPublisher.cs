using RabbitMQ.Client;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;

namespace TransferLedger.Server.RabbitMq;

/// <summary>
/// Publishes events to a topic exchange, persistent, each with its routing key, and waits for all of their confirms together. A
/// connection that breaks is made again by whoever tries again.
/// </summary>
internal sealed class RabbitMqPublisher(Uri broker, string exchange) : IAsyncDisposable
{
    /// <summary>A broker that does not confirm in so long is taken for one that is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string NoCorridor = "-";

    private IConnection? connection;
    private IChannel? channel;

    /// <summary>Returns when the broker has taken all of them.</summary>
    public async Task Publish(IReadOnlyList<FeedEvent> events, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var open = await Open(patience.Token);
            // They leave in this order, and are confirmed in any.
            var confirms = new List<Task>(events.Count);
            foreach (var happened in events)
            {
                confirms.Add(
                    open.BasicPublishAsync(
                            exchange,
                            RoutingKeyOf(happened),
                            mandatory: false,
                            PropertiesOf(happened),
                            happened.Envelope,
                            patience.Token
                        )
                        .AsTask()
                );
            }

            await Task.WhenAll(confirms);
        }
        catch
        {
            await Close();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Close();

    /// <summary>
    /// <c>KP-RU.containers-reported</c>; <c>-</c> for what is on no corridor or on several, and for judgements, which are about
    /// statements.
    /// </summary>
    public static string RoutingKeyOf(FeedEvent happened)
    {
        var corridor =
            happened.Type != EventNames.Of<StatementsJudged>() && happened.Tags.Corridors is [var only]
                ? only
                : NoCorridor;
        return $"{corridor}.{EventNames.WithoutVersion(happened.Type)}";
    }

    private static BasicProperties PropertiesOf(FeedEvent happened) =>
        new()
        {
            MessageId = happened.Id,
            Type = $"{CloudEvents.TypePrefix}{happened.Type}",
            ContentType = CloudEvents.MediaType,
            Timestamp = new AmqpTimestamp(new DateTimeOffset(happened.RecordedAt).ToUnixTimeSeconds()),
            Persistent = true,
        };

    private async Task<IChannel> Open(CancellationToken cancellation)
    {
        if (channel is { IsOpen: true } open)
        {
            return open;
        }

        await Close();
        var factory = new ConnectionFactory
        {
            Uri = broker,
            ClientProvidedName = "transferledger",
            AutomaticRecoveryEnabled = false,
        };
        connection = await factory.CreateConnectionAsync(cancellation);
        channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(
                publisherConfirmationsEnabled: true,
                publisherConfirmationTrackingEnabled: true,
                outstandingPublisherConfirmationsRateLimiter: null
            ),
            cancellation
        );
        await channel.ExchangeDeclareAsync(
            exchange,
            ExchangeType.Topic,
            durable: true,
            autoDelete: false,
            cancellationToken: cancellation
        );
        return channel;
    }

    private async Task Close()
    {
        var (oldChannel, oldConnection) = (channel, connection);
        (channel, connection) = (null, null);
        if (oldChannel is not null)
        {
            await oldChannel.DisposeAsync();
        }

        if (oldConnection is not null)
        {
            await oldConnection.DisposeAsync();
        }
    }
}
