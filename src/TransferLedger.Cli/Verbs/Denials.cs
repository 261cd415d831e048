using System.CommandLine;
using System.Text.Json;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>denials</c>: who denied what, and which claims it could answer.</summary>
internal sealed class Denials : ReadVerb
{
    private const int MostRows = 12;

    private readonly Option<string?> corridor = new("--corridor")
    {
        HelpName = "KP-RU",
        Description = "Only denials filed for this corridor. Default: all.",
    };

    private readonly Option<string?> perspective = new("--perspective")
    {
        HelpName = "RU",
        Description = "Only denials of this perspective. Default: all.",
    };

    private readonly Option<string?> since = new("--since")
    {
        HelpName = "day",
        Description = "Only what was said on this day or later, such as 2024-03-01. Default: all.",
    };

    public Denials()
        : base(
            "denials",
            "List the denials, and the claims that each could answer: those that it may have been said in knowledge of."
        )
    {
        corridor.CompletionSources.Add(Suggestions.Corridors);
        perspective.CompletionSources.Add(Suggestions.Perspectives);
        Takes(corridor, perspective, since);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var path = At(
            given,
            "denials",
            ("corridor", given.GetValue(corridor)),
            ("perspective", given.GetValue(perspective)),
            ("since", given.GetValue(since)),
            ("limit", "1000")
        );
        var answer = await server.GetAll(path, cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var denials = answer.As<ListAnswer<ClaimAnswer>>();
        if (denials.Items.Count == 0)
        {
            output.Line($"Nobody had denied anything like that by {denials.AsOf}.");
            return ExitCode.Fine;
        }

        foreach (var denial in denials.Items)
        {
            await Show(denial, denials.AsOf, server, output, cancellation);
        }

        return ExitCode.Fine;
    }

    private static async Task Show(
        ClaimAnswer denial,
        string asOf,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var withdrawn = denial.Withdrawn ? ", withdrawn" : "";
        output.Heading($"{denial.Claim}  {Claimants.Name(denial.Claimant)}, {denial.Said}{withdrawn}");
        output.Paragraph($"{Listed(denial.Data, "forms")}, of {Targets(denial.Data)}");
        if (denial.Data.TryGetProperty("summary", out var summary))
        {
            output.Paragraph(summary.GetString()!);
        }

        var about = denial.Denies ?? [];
        var answered = about
            .SelectMany(figure => figure.Claims.Select(claim => (figure.Figure, claim)))
            .Where(one => one.claim.CouldAnswer)
            .ToList();
        var all = about.Sum(figure => figure.Claims.Count);
        if (all == 0)
        {
            output.Line("No claim that it is about had been made.");
            return;
        }

        output.Line(
            $"Could answer {Phrase.Number(answered.Count)} of the {Phrase.Number(all)} claims that it is about{(answered.Count == 0 ? ": all others are later." : ":")}"
        );
        if (answered.Count > 0)
        {
            await Table(answered, asOf, server, output, cancellation);
        }
    }

    private static async Task Table(
        List<(string Figure, DeniedClaimAnswer Claim)> answered,
        string asOf,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var listing = new Listing(
            new Column("Claim"),
            new Column("Who", Rank: 1, IsFlexible: true),
            new Column("Said", Rank: 2),
            new Column("Figure", Rank: 3),
            new Column("The denial")
        );
        foreach (var figure in answered.Take(MostRows).GroupBy(one => one.Figure))
        {
            var claims = await FigureClaims.Of(figure.Key, asOf, server, cancellation);
            foreach (var (_, claim) in figure)
            {
                listing.Add(
                    claim.Claim,
                    claims.WhoSaid(claim.Claim),
                    claims.Find(claim.Claim)?.Said,
                    figure.Key,
                    Relation(claim.Relation)
                );
            }
        }

        output.Table(listing);
        if (answered.Count > MostRows)
        {
            output.Line($"… and {Phrase.Number(answered.Count - MostRows)} more: see --json");
        }
    }

    private static string Relation(string relation) =>
        relation switch
        {
            "answers" => "answers it",
            "follows" => "follows it",
            "order-unknown" => "order unknown",
            _ => relation,
        };

    private static string Targets(JsonElement denial) =>
        string.Join(
            ", ",
            denial
                .GetProperty("targets")
                .EnumerateArray()
                .SelectMany(target => target.EnumerateObject().Select(member => member.Value.ToString()))
        );

    private static string Listed(JsonElement denial, string member) =>
        string.Join(", ", denial.GetProperty(member).EnumerateArray().Select(word => word.GetString()));
}
