using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>erase</c>: the words that a claim was filed with go, for good; the claim stays.</summary>
internal sealed class Erase : EditVerb
{
    private readonly Option<string> reason = ReasonOption();

    public Erase()
        : base(
            "erase",
            "Erase the quote of a claim for good (key of an editor). The claim stays as it is, and so does every proof."
        ) => Takes(reason);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var seen = await See(given, server, cancellation);
        var document = new JsonObject { ["reason"] = given.GetRequiredValue(reason) };
        var path = $"excerpts/{seen.Id.Report}/{seen.Id.Number}";
        var answer = await server.Delete(path, document, seen.Version, cancellation);
        if (output.IsJson)
        {
            output.Document(answer.Body);
            return ExitCode.Fine;
        }

        var edited = answer.As<EditedAnswer>();
        var where = $"at position {Phrase.Number(edited.Position)}, {edited.Version} of its report";
        output.Line(
            edited.Event is null
                ? $"{seen.Id}: the quote is erased; the log has said so since before, {where}."
                : $"{seen.Id}: the quote is erased; the log says so {where}."
        );
        output.Remark("Backups and archived WAL still hold it until they expire: see deploy/OPERATING.md.");
        return ExitCode.Fine;
    }
}
