using Microsoft.Extensions.Options;
using Npgsql;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Feed;
using TransferLedger.Server.Feed;
using TransferLedger.Server.RabbitMq;

namespace TransferLedger.Server.Background;

/// <summary>Publishes the feed to a broker, if one is set and no other node does.</summary>
internal sealed class RabbitMqService(
    NpgsqlDataSource database,
    FeedTail tail,
    FeedPlaces places,
    IOptions<RabbitMqOptions> options,
    ILogger<FeedFollower> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value is not { Uri: { } broker, Exchange: var exchange })
        {
            return;
        }

        await using var publisher = new RabbitMqPublisher(broker, exchange);
        var follower = new FeedFollower(database, tail, $"rabbitmq/{exchange}", logger);
        await follower.Run(Begins, publisher.Publish, stoppingToken);
    }

    private async Task<FeedPlace> Begins(CancellationToken cancellation)
    {
        var from = await places.Of(options.Value.From, cancellation);
        return from.IsOk
            ? from.Value
            : throw new OptionsValidationException(
                RabbitMqOptions.Section,
                typeof(RabbitMqOptions),
                from.Faults.Select(fault => $"{RabbitMqOptions.Section}:From: {fault.Says}")
            );
    }
}
