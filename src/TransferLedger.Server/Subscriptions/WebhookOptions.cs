using Microsoft.Extensions.Options;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Webhooks;

namespace TransferLedger.Server.Subscriptions;

/// <summary>Options of section <c>Webhooks</c>; a bad value stops the start.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>
    /// Networks that are delivered to although they are not public, with commas: <c>10.1.0.0/16, fd00:1::/64</c>. Default: none.
    /// Whoever may subscribe reaches every service in them.
    /// </summary>
    public string? AllowedNetworks { get; set; }

    /// <summary>Ports beside 443 and 80, with commas. Default: none.</summary>
    public string? AllowedPorts { get; set; }

    /// <summary>
    /// Waits before the retries of a delivery that failed, with commas: <c>0:00:00, 0:00:05</c>. Default: at once, 5 s, 5 min, 30 min,
    /// 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
    /// </summary>
    public string? Retries { get; set; }

    /// <summary>Seconds within which a subscriber must have answered. Default 15, range 0.1 to 60.</summary>
    public double AnswerWithinSeconds { get; set; } = 15;
}

/// <summary>The options as they are used.</summary>
internal sealed record WebhookSettings(AllowedTargets Allowed, RetrySchedule Retries, TimeSpan AnswerWithin)
{
    private const double Least = 0.1;
    private const double Most = 60;

    /// <exception cref="OptionsValidationException">One of them cannot be read.</exception>
    public static WebhookSettings Of(WebhookOptions options)
    {
        var allowed = AllowedTargets.Read(options.AllowedNetworks, options.AllowedPorts);
        var retries = options.Retries is { Length: > 0 } text
            ? RetrySchedule.Read(text)
            : RetrySchedule.Usual;
        var within = options.AnswerWithinSeconds;
        Fault[] faults =
        [
            .. allowed.Faults,
            .. retries.Faults,
            .. within is >= Least and <= Most
                ? Array.Empty<Fault>()
                :
                [
                    Fault.At(
                        "seconds.out-of-range",
                        $"Webhooks:AnswerWithinSeconds is from {Least} to {Most}."
                    ),
                ],
        ];
        return faults.Length == 0
            ? new(allowed.Value, retries.Value, TimeSpan.FromSeconds(within))
            : throw new OptionsValidationException(
                WebhookOptions.Section,
                typeof(WebhookOptions),
                faults.Select(fault => fault.Says)
            );
    }
}
