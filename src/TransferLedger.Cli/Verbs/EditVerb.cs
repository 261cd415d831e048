using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Events;
using TransferLedger.Core.Time;

namespace TransferLedger.Cli.Verbs;

/// <summary>A verb that hands in what happened to a claim later, and tells what that changed.</summary>
internal abstract class EditVerb : ServerVerb
{
    private readonly Argument<string> claim = new("claim")
    {
        // Else the help shows all that completion offers.
        HelpName = "claim",
        Description = "Its id: the report's id, # and its number, such as republic-2024-02-28-shells#4.",
    };

    private readonly Option<string?> version = VersionOption(
        "The version of its report that you have seen, such as v3; refused if somebody else was faster. Default: the one that it has now. See: transferledger report."
    );

    protected EditVerb(string name, string description)
        : base(name, description)
    {
        claim.Validators.Add(result =>
        {
            foreach (var fault in ClaimId.Read(result.GetValueOrDefault<string>() ?? "").Faults)
            {
                result.AddError(fault.Says);
            }
        });
        claim.CompletionSources.Add(Suggestions.Claims);
        Arguments.Add(claim);
        Takes(version);
    }

    protected static Option<string> ReasonOption() =>
        new("--reason")
        {
            Required = true,
            HelpName = "text",
            Description = "Why; it is written into the log and shown with the claim.",
        };

    protected static Option<string> StatedOption() =>
        new("--stated")
        {
            Required = true,
            HelpName = "date",
            Description =
                "When it was said (EDTF), such as 2024-03-10: it holds from then on, and earlier days show the claim as it was.",
        };

    public static Option<string?> VersionOption(string description)
    {
        var option = new Option<string?>("--version") { HelpName = "v3", Description = description };
        option.Validators.Add(result =>
        {
            if (
                result.GetValueOrDefault<string?>() is { } text
                && !(
                    text.StartsWith('v')
                    && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                )
            )
            {
                result.AddError($"--version: \"{text}\" is no version. Write it as v3.");
            }
        });
        return option;
    }

    /// <summary>The claim as it stands today.</summary>
    protected async Task<SeenClaim> See(
        ParseResult given,
        ServerClient server,
        CancellationToken cancellation
    )
    {
        var id = ClaimId.Read(given.GetRequiredValue(claim)).Value;
        var report = (await server.Get($"reports/{id.Report}", cancellation)).As<ReportAnswer>();
        return report.Claims.FirstOrDefault(claim => claim.Claim == id.ToString()) is { } seen
            ? new SeenClaim(id, seen, given.GetValue(version) ?? report.Version)
            : throw HaltException.Wrong(
                "claim.unknown",
                $"{id.Report} has no claim {id.Number}: it has {Phrase.Count(report.Claims.Count, "claim")}. See transferledger report {id.Report}."
            );
    }

    /// <summary>Hands it in and tells what it changed.</summary>
    /// <param name="what">The end of the path: <c>withdrawal</c>.</param>
    /// <param name="days">From which it makes a difference, as EDTF; before the claim was said there is none.</param>
    protected static async Task<int> HandIn(
        SeenClaim seen,
        string what,
        JsonObject document,
        IEnumerable<string> days,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var path = $"reports/{seen.Id.Report}/claims/{seen.Id.Number}/{what}";
        var answer = await server.Post(path, document, seen.Version, cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var edited = answer.As<EditedAnswer>();
        Edits.Tell(seen.Id.ToString(), edited, $"{edited.Version} of its report", output);
        if (edited is { Event: not null, Projected: true })
        {
            var report = (await server.Get($"reports/{seen.Id.Report}", cancellation)).As<ReportAnswer>();
            var now = report.Claims.Single(claim => claim.Claim == seen.Id.ToString());
            if (edited.Event == "claim-withdrawn" && !now.Withdrawn)
            {
                output.Paragraph(
                    "It was not its claimant who said so: this is listed, and takes nothing out of force."
                );
            }

            await Edits.TellChanges(
                FiguresOf(report, edited.Position),
                edited.Position,
                [.. days.Select(day => LatestDay(day, seen.Claim.Said)), report.AsOf],
                server,
                output,
                cancellation
            );
        }

        return ExitCode.Fine;
    }

    /// <summary>The figures that an entry says it concerns.</summary>
    private static List<string> FiguresOf(ReportAnswer report, long position)
    {
        var happened = report
            .Claims.SelectMany(claim => claim.Later ?? [])
            .Single(happened => happened.Position == position);
        return
        [
            .. happened.Data.GetProperty("figures").EnumerateArray().Select(figure => figure.GetString()!),
        ];
    }

    /// <summary>The first day on which it holds: none before the claim itself was said.</summary>
    private static string LatestDay(string stated, string said)
    {
        var latest = Edtf.Read(stated) is { IsOk: true, Value.Latest: { } day }
            ? new AsOf(day).ToString()
            : said;
        return string.CompareOrdinal(latest, said) < 0 ? said : latest;
    }
}

/// <summary>A claim and the version of its report that was seen with it.</summary>
internal sealed record SeenClaim(ClaimId Id, ClaimAnswer Claim, string Version);
