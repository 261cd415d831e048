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
            await Show(denial, path => AtDayOf(denials.AsOf, given, path), server, output, cancellation);
        }

        return ExitCode.Fine;
    }

    private static async Task Show(
        ClaimAnswer denial,
        Func<string, string> at,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var withdrawn = denial.Withdrawn ? ", withdrawn" : "";
        output.Heading($"{denial.Claim}{withdrawn}");
        output.Paragraph($"{Claimants.Name(denial.Claimant)}, {denial.Said}: {What(denial.Data)}");
        if (denial.Data.TryGetProperty("summary", out var summary))
        {
            output.Paragraph(summary.GetString()!);
        }

        output.Line($"Could answer {CouldAnswer(denial)}");
        var answered = (denial.Denies ?? [])
            .SelectMany(figure => figure.Claims.Select(claim => (figure.Figure, claim)))
            .Where(one => one.claim.CouldAnswer)
            .ToList();
        if (answered.Count > 0)
        {
            await Table(answered, at, server, output, cancellation);
        }
    }

    /// <summary><c>categorical, of KP-RU</c>.</summary>
    public static string What(JsonElement denial)
    {
        var forms = denial.GetProperty("forms").EnumerateArray().Select(form => form.GetString());
        var targets = denial
            .GetProperty("targets")
            .EnumerateArray()
            .SelectMany(target => target.EnumerateObject().Select(member => member.Value.GetString()));
        return $"{string.Join(", ", forms)}, of {string.Join(", ", targets)}";
    }

    /// <summary><c>15 of the 33 claims that it is about</c>.</summary>
    public static string CouldAnswer(ClaimAnswer denial)
    {
        var about = (denial.Denies ?? []).SelectMany(figure => figure.Claims).ToList();
        var answered = about.Count(claim => claim.CouldAnswer);
        return about.Count == 0
            ? "nothing: no claim that it is about had been made"
            : $"{Phrase.Number(answered)} of the {Phrase.Count(about.Count, "claim")} that it is about";
    }

    private static async Task Table(
        List<(string Figure, DeniedClaimAnswer Claim)> answered,
        Func<string, string> at,
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
            var claims = await FigureClaims.Of(figure.Key, at, server, cancellation);
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
}
