using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using TransferLedger.Server.Feed;

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

/// <summary>Says what is wrong with them; an address is not repeated, since it may hold a password.</summary>
internal sealed class RabbitMqChecks : IValidateOptions<RabbitMqOptions>
{
    private static readonly string[] Schemes = ["amqp", "amqps"];

    public ValidateOptionsResult Validate(string? name, RabbitMqOptions options)
    {
        var faults = new List<string>();
        if (
            options.Uri is { } uri
            && !(uri.IsAbsoluteUri && Schemes.Contains(uri.Scheme, StringComparer.Ordinal))
        )
        {
            faults.Add(
                "RabbitMq:Uri is no address of a broker. Write amqp://user:password@host:5672/, or amqps."
            );
        }

        if (!FeedPlaces.CanRead(options.From))
        {
            faults.Add(
                $"RabbitMq:From says {options.From}, which is no place, instant or day. Write 57.0, 2026-06-01T12:00:00Z, 2026-06-01 or now."
            );
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
