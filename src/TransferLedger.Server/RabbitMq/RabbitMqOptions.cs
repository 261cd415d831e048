using System.ComponentModel.DataAnnotations;

namespace TransferLedger.Server.RabbitMq;

/// <summary>Where events are published; nothing is where no address is set.</summary>
internal sealed class RabbitMqOptions
{
    public const string Section = "RabbitMq";

    /// <summary><c>amqp://user:password@host:5672/vhost</c>, or <c>amqps</c>.</summary>
    public Uri? Uri { get; set; }

    /// <summary>A durable topic exchange; made where it is missing.</summary>
    [MinLength(1)]
    public string Exchange { get; set; } = "transferledger";

    /// <summary>Where the very first event is taken from: a place, an instant, a day or now. Later it goes on where it was.</summary>
    [MinLength(1)]
    public string From { get; set; } = "0.0";
}
