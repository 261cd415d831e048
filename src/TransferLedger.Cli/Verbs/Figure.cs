using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>figure</c>: the estimate of a figure, and what stands beside it.</summary>
internal sealed class Figure()
    : FigureVerb(
        "figure",
        "Show the estimate of a figure: its range, each perspective, what does not hold together, retellings and denials."
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

        var estimate = answer.As<EstimateAnswer>();
        var why = await server.Get(PathOf(estimate, given, "/explanation"), cancellation);
        var claims = await FigureClaims.Of(estimate.Figure, Here, server, cancellation);
        if (estimate.Denials.Count > 0)
        {
            claims = await claims.WithDenials(estimate.Figure, Here, server, cancellation);
        }

        Estimates.Headline(estimate, output);
        new FigurePage(estimate, claims, output).Show(why.As<ExplanationAnswer>());
        return ExitCode.Fine;

        string Here(string path) => AtDayOf(estimate.AsOf, given, path);
    }
}
