using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>corridors</c>: who is said to have sent to whom, and how much was said about it.</summary>
internal sealed class Corridors()
    : ReadVerb("corridors", "List the corridors (supplier-recipient) and how much was said about each.")
{
    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var answer = await server.GetAll(At(given, "corridors", ("limit", "1000")), cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var corridors = answer.As<ListAnswer<CorridorAnswer>>();
        if (corridors.Items.Count == 0)
        {
            output.Line($"Nothing had been said by {corridors.AsOf}.");
            return ExitCode.Fine;
        }

        var listing = new Listing(
            new Column("Corridor"),
            new Column("Claims", IsNumber: true),
            new Column("First said", Rank: 2),
            new Column("Last said", Rank: 1),
            new Column("Of which", Rank: 3, IsFlexible: true)
        );
        foreach (var corridor in corridors.Items)
        {
            listing.Add(
                corridor.Corridor,
                Phrase.Number(corridor.Claims.Values.Sum()),
                corridor.FirstSaid,
                corridor.LastSaid,
                string.Join(", ", corridor.Claims.Select(type => $"{Phrase.Number(type.Value)} {type.Key}"))
            );
        }

        output.Table(listing);
        return ExitCode.Fine;
    }
}
