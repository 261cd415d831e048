using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>subscriptions list</c>: all that the key may see.</summary>
internal sealed class SubscriptionsList()
    : ServerVerb(
        "list",
        "List your subscriptions, the newest first (key of a subscriber; of an admin: those of all)."
    )
{
    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var answer = await server.GetAll("subscriptions?limit=1000", cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var all = answer.As<SubscriptionsAnswer>().Items;
        if (all.Count == 0)
        {
            output.Line("There is no subscription. Make one with: transferledger subscriptions add <url>");
            return ExitCode.Fine;
        }

        var listing = new Listing(
            new Column("Id"),
            new Column("State"),
            new Column("Behind", IsNumber: true),
            new Column("Seconds", Rank: 5, IsNumber: true),
            new Column("Set aside", Rank: 3, IsNumber: true),
            new Column("Failed", Rank: 3, IsNumber: true),
            new Column("Last answer", Rank: 2, IsFlexible: true),
            new Column("Address", Rank: 1, IsFlexible: true),
            new Column("Holder", Rank: 4, IsFlexible: true)
        );
        foreach (var one in all)
        {
            listing.Add(
                one.Id,
                one.State,
                Phrase.Number(one.LagPositions),
                one.LagSeconds is { } lag ? Phrase.Number((long)lag) : "",
                one.DeadLetters == 0 ? "" : Phrase.Number(one.DeadLetters),
                one.Attempts == 0 ? "" : Phrase.Number(one.Attempts),
                one.LastAnswer is { } last ? SubscriptionVerb.Answered(last.Status, last.Says) : "",
                one.Url,
                one.Holder
            );
        }

        output.Table(listing);
        return ExitCode.Fine;
    }
}

/// <summary><c>subscriptions show</c>: how far one has come, and what it waits for.</summary>
internal sealed class SubscriptionsShow()
    : SubscriptionVerb(
        "show",
        "Show how far a subscription has come, what it waits for, and what was answered last."
    )
{
    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var answer = await server.Get(Path(given), cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var now = answer.As<SubscriptionAnswer>();
        Tell(now, output);
        if (now.OldestUndelivered is { } oldest)
        {
            output.Line(
                $"Oldest undelivered: {oldest.Type} at {oldest.Place}, recorded {At(oldest.RecordedAt)} UTC."
            );
        }

        if (now.LastAnswer is { } last)
        {
            output.Paragraph($"Last answer, {At(last.At)} UTC: {Answered(last.Status, last.Says)}");
        }

        if (now.Attempts > 0)
        {
            var next = now.NextAttempt is { } at ? $"the next is made at {At(at)} UTC" : "none is waited for";
            output.Line($"{Phrase.Count(now.Attempts, "attempt")} failed; {next}.");
        }

        return ExitCode.Fine;
    }
}
