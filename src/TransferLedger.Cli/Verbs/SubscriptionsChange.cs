using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>subscriptions pause</c> and <c>resume</c>.</summary>
internal sealed class SubscriptionsChange(string name, string description)
    : SubscriptionVerb(name, description)
{
    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var answer = await server.Post(Path(given, $"/{Name}"), [], version: null, cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        Tell(answer.As<SubscriptionAnswer>(), output);
        return ExitCode.Fine;
    }
}

/// <summary><c>subscriptions rewind</c>: it goes on from elsewhere.</summary>
internal sealed class SubscriptionsRewind : SubscriptionVerb
{
    private const string Active = "active";

    private readonly Argument<string> to = new("to")
    {
        Description = "A place such as 57.0, an instant, a day, or now.",
    };

    public SubscriptionsRewind()
        : base(
            "rewind",
            "Go on from a place, an instant, a day or now; what lies behind it is delivered again."
        ) => Arguments.Add(to);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var document = new JsonObject { ["to"] = given.GetRequiredValue(to) };
        var answer = await server.Post(Path(given, "/rewind"), document, version: null, cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var now = answer.As<SubscriptionAnswer>();
        Tell(now, output);
        if (now.State != Active)
        {
            output.Remark(
                $"It is still {now.State}, and delivers nothing until: transferledger subscriptions resume {now.Id}"
            );
        }

        return ExitCode.Fine;
    }
}

/// <summary><c>subscriptions rotate</c>: a new secret.</summary>
internal sealed class SubscriptionsRotate : SubscriptionVerb
{
    private readonly Option<int?> hours = new("--hours")
    {
        HelpName = "0-720",
        Description =
            "So long deliveries are signed with the secret before, too. Default: 24. 0 where it got out.",
    };

    public SubscriptionsRotate()
        : base("rotate", "Sign with a new secret, which is printed, this once.") => Takes(hours);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var document = new JsonObject { ["hours"] = given.GetValue(hours) };
        var answer = await server.Post(Path(given, "/rotate"), document, version: null, cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var rotated = answer.As<RotatedAnswer>();
        Give(
            rotated.Secret,
            $"The secret before is good until {At(rotated.PreviousUntil)} UTC. Keep the new one: it cannot be shown again.",
            output
        );
        return ExitCode.Fine;
    }
}

/// <summary><c>subscriptions remove</c>: it ends.</summary>
internal sealed class SubscriptionsRemove()
    : SubscriptionVerb("remove", "End a subscription; its log and what was set aside go with it.")
{
    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        await server.Delete(Path(given), [], version: null, cancellation);
        output.Remark("It is gone.");
        return ExitCode.Fine;
    }
}
