using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Reports;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>amend</c>: our own error in recording a claim; the whole claim as it should be.</summary>
internal sealed class Amend : EditVerb
{
    private readonly Argument<string?> file = new("file")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description =
            "The whole claim as it should be, as in a report; - reads standard input. Begin with what --print prints.",
    };

    private readonly Option<bool> print = new("--print")
    {
        Description =
            "Print the claim as it is recorded, in the form that this verb and reports take, and change nothing. What its publisher corrected is not in it: that is laid over it.",
    };

    private readonly Option<string[]> voids = new("--voids")
    {
        HelpName = "v5",
        Description =
            "Version of a correction or withdrawal of this claim that should not have been recorded; once for each. Default: none. See: transferledger report.",
    };

    private readonly Option<string?> reason = new("--reason")
    {
        HelpName = "text",
        Description = "Why; it is written into the log and shown with the claim. Needed unless --print.",
    };

    public Amend()
        : base(
            "amend",
            "Mend our own error in recording a claim (key of an editor); it holds for every day. Corrections of a publisher are for correct."
        )
    {
        Arguments.Add(file);
        Takes(print, voids, reason);
        voids.Validators.Add(result =>
        {
            foreach (
                var text in result.Tokens.Select(token => token.Value).Where(text => Version(text) is null)
            )
            {
                result.AddError($"--voids: \"{text}\" is no version. Write it as v5.");
            }
        });
        Validators.Add(result =>
        {
            if (!result.GetValue(print) && (result.GetValue(file) is null || result.GetValue(reason) is null))
            {
                result.AddError("Give the file with the claim as it should be, and --reason; or --print.");
            }
        });
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        if (given.GetValue(print))
        {
            var claim = await See(given, server, cancellation);
            output.ForEditing(await RecordedClaim.InReportForm(claim.Claim, server, cancellation));
            output.Remark(
                $"As of version {claim.Version}: with --version {claim.Version} nobody can be faster."
            );
            return ExitCode.Fine;
        }

        var path = given.GetRequiredValue(file)!;
        var text = JsonGiven.Text(path);
        var document = new JsonObject
        {
            ["becomes"] = JsonGiven.Parse(text, path),
            ["reason"] = given.GetValue(reason),
        };
        var voided = given.GetValue(voids) ?? [];
        if (voided.Length > 0)
        {
            document["voids"] = new JsonArray([
                .. voided.Select(version => JsonValue.Create(Version(version)!.Value)),
            ]);
        }

        var seen = await See(given, server, cancellation);
        try
        {
            return await HandIn(
                seen,
                "recording-error",
                document,
                [seen.Claim.Said, .. StatedIn(seen.Claim, voided)],
                server,
                output,
                cancellation
            );
        }
        catch (HaltException halt)
        {
            throw new HaltException(halt.ExitCode, [.. halt.Complaints.Select(c => InFile(c, path, text))]);
        }
    }

    /// <summary>When that was stated which is voided: from then on the estimate may change.</summary>
    private static IEnumerable<string> StatedIn(ClaimAnswer claim, string[] voided) =>
        (claim.Later ?? [])
            .Where(happened =>
                voided.Contains(happened.Version) && happened.Data.TryGetProperty("stated", out _)
            )
            .Select(happened => happened.Data.GetProperty("stated").GetString()!);

    /// <summary>A fault of the claim stands on a line of its file.</summary>
    private static Complaint InFile(Complaint complaint, string path, string text)
    {
        const string Becomes = "/becomes";
        if (!complaint.Pointer.StartsWith(Becomes, StringComparison.Ordinal))
        {
            return complaint;
        }

        var pointer = complaint.Pointer[Becomes.Length..];
        var line = new ReportLine(1, Encoding.UTF8.GetBytes(text)).LineOf(pointer);
        return complaint with { Place = $"{path}:{line}", Pointer = pointer };
    }

    private static long? Version(string text) =>
        text.StartsWith('v')
        && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}
