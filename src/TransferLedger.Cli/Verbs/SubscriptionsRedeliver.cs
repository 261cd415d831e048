using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>subscriptions redeliver</c>: something is delivered once more, at once and beside the order.</summary>
internal sealed class SubscriptionsRedeliver : SubscriptionVerb
{
    private readonly Option<string?> place = new("--place")
    {
        HelpName = "57.0",
        Description =
            "The event at this place. Default: what was set aside, the oldest first, up to 100 events.",
    };

    public SubscriptionsRedeliver()
        : base(
            "redeliver",
            "Deliver once more what was set aside, or the event at a place. Exit code 1: the subscriber did not take it."
        ) => Takes(place);

    protected override ServerClient Connect(ServerAddress address) => ServerClient.Patient(address);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var document = new JsonObject { ["place"] = given.GetValue(place) };
        var answer = await server.Post(Path(given, "/redeliver"), document, version: null, cancellation);
        var all = answer.As<RedeliveredAnswer>().Items;
        var code = all.All(one => one.Delivered) ? ExitCode.Fine : ExitCode.Difference;
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return code;
        }

        if (all.Count == 0)
        {
            output.Line("Nothing was set aside.");
            return code;
        }

        var listing = new Listing(
            new Column("Place"),
            new Column("Delivered"),
            new Column("Answer", IsFlexible: true)
        );
        foreach (var one in all)
        {
            listing.Add(one.Place, one.Delivered ? "yes" : "no", Answered(one.Status, one.Says));
        }

        output.Table(listing);
        return code;
    }
}

/// <summary><c>subscriptions test</c>: an event that is none, to see whether deliveries arrive.</summary>
internal sealed class SubscriptionsTest()
    : SubscriptionVerb(
        "test",
        "Deliver an event that is none of the ledger, and say what was answered. Exit code 1: the subscriber did not take it."
    )
{
    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var answer = await server.Post(Path(given, "/test"), [], version: null, cancellation);
        var told = answer.As<DeliveredAnswer>();
        if (output.IsJson)
        {
            output.Document(answer.Body);
        }
        else
        {
            var took = Phrase.Number((decimal)told.Milliseconds);
            output.Paragraph(
                told.Delivered
                    ? $"It was taken, after {took} ms: {Answered(told.Status, told.Says)}"
                    : $"It was not taken, after {took} ms: {Answered(told.Status, told.Says)} {(told.Status is null ? "" : told.Says)}"
            );
        }

        return told.Delivered ? ExitCode.Fine : ExitCode.Difference;
    }
}
