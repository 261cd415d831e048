using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>subscriptions deliveries</c>: what was answered to the attempts that are remembered.</summary>
internal sealed class SubscriptionsDeliveries()
    : SubscriptionVerb(
        "deliveries",
        "List the last attempts to deliver, the newest first, and what was answered."
    )
{
    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var answer = await server.GetAll(Path(given, "/deliveries?limit=1000"), cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var all = answer.As<DeliveriesAnswer>().Items;
        if (all.Count == 0)
        {
            output.Line("Nothing was delivered yet.");
            return ExitCode.Fine;
        }

        var listing = new Listing(
            new Column("At (UTC)"),
            new Column("First"),
            new Column("Last", Rank: 2),
            new Column("Events", Rank: 3, IsNumber: true),
            new Column("Attempt", IsNumber: true),
            new Column("Outcome"),
            new Column("Answer", Rank: 1, IsFlexible: true)
        );
        foreach (var one in all)
        {
            listing.Add(
                At(one.At),
                one.First,
                one.Last,
                Phrase.Number(one.Events),
                Phrase.Number(one.Attempt),
                one.Outcome,
                Answered(one.Status, one.Answer)
            );
        }

        output.Table(listing);
        return ExitCode.Fine;
    }
}

/// <summary><c>subscriptions dead-letters</c>: what was set aside.</summary>
internal sealed class SubscriptionsDeadLetters()
    : SubscriptionVerb(
        "dead-letters",
        "List the events that were given up and not delivered since; redeliver delivers them."
    )
{
    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var answer = await server.GetAll(Path(given, "/dead-letters?limit=1000"), cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var all = answer.As<DeadLettersAnswer>().Items;
        if (all.Count == 0)
        {
            output.Line("Nothing was set aside.");
            return ExitCode.Fine;
        }

        var listing = new Listing(
            new Column("Place"),
            new Column("Set aside (UTC)"),
            new Column("Attempts", IsNumber: true),
            new Column("Answer", IsFlexible: true)
        );
        foreach (var one in all)
        {
            listing.Add(one.Place, At(one.At), Phrase.Number(one.Attempts), Answered(one.Status, one.Answer));
        }

        output.Table(listing);
        return ExitCode.Fine;
    }
}
