using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>A verb about one subscription.</summary>
internal abstract class SubscriptionVerb : ServerVerb
{
    private const string Second = "yyyy-MM-dd HH:mm:ss";

    private readonly Argument<string> id = new("id")
    {
        HelpName = "id",
        Description = "Of the subscription: sub_…, as transferledger subscriptions list shows it.",
    };

    protected SubscriptionVerb(string name, string description)
        : base(name, description)
    {
        id.CompletionSources.Add(Suggestions.Subscriptions);
        Arguments.Add(id);
    }

    /// <summary>Its address, or one below it.</summary>
    protected string Path(ParseResult given, string below = "") =>
        $"subscriptions/{Uri.EscapeDataString(given.GetRequiredValue(id))}{below}";

    /// <summary>A line or more on how it stands.</summary>
    public static void Tell(SubscriptionAnswer now, Output output)
    {
        var why = now.Reason is { } reason ? $": {reason}" : "";
        output.Paragraph($"{now.Id} is {now.State}{why}");
        output.Line($"Delivers to {now.Url}, from {now.Bookmark} on, {Behind(now)}.");
        if (now.DeadLetters > 0)
        {
            output.Line(
                $"{Phrase.Count(now.DeadLetters, "event")} set aside: transferledger subscriptions dead-letters {now.Id}"
            );
        }
    }

    /// <summary><c>12 positions and 340 seconds behind</c>.</summary>
    public static string Behind(SubscriptionAnswer now)
    {
        if (now.LagPositions == 0)
        {
            return "up to date";
        }

        var seconds = now.LagSeconds is { } lag ? $" and {Phrase.Count((long)lag, "second")}" : "";
        return $"{Phrase.Count(now.LagPositions, "position")}{seconds} behind";
    }

    /// <summary><c>200</c>, or why there was no answer.</summary>
    public static string Answered(int? status, string? says) =>
        status?.ToString(CultureInfo.InvariantCulture) ?? says ?? "";

    public static string At(DateTime instant) => instant.ToString(Second, CultureInfo.InvariantCulture);

    /// <summary>A secret, alone on standard output.</summary>
    protected static void Give(string secret, string remark, Output output)
    {
        output.Line(secret);
        output.Remark(remark);
    }
}
