using System.CommandLine;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>subscriptions</c>: who the ledger delivers events to, and how that goes.</summary>
internal sealed class Subscriptions : Command
{
    public Subscriptions()
        : base("subscriptions", "Have events delivered to an address, and see and change how that goes.")
    {
        Subcommands.Add(new SubscriptionsList());
        Subcommands.Add(new SubscriptionsAdd());
        Subcommands.Add(new SubscriptionsShow());
        Subcommands.Add(new SubscriptionsDeliveries());
        Subcommands.Add(new SubscriptionsDeadLetters());
        Subcommands.Add(
            new SubscriptionsChange("pause", "Deliver nothing more; a delivery under way is finished.")
        );
        Subcommands.Add(
            new SubscriptionsChange("resume", "Deliver again, also after it stopped or was disabled.")
        );
        Subcommands.Add(new SubscriptionsRewind());
        Subcommands.Add(new SubscriptionsRedeliver());
        Subcommands.Add(new SubscriptionsRotate());
        Subcommands.Add(new SubscriptionsTest());
        Subcommands.Add(new SubscriptionsRemove());
    }
}
