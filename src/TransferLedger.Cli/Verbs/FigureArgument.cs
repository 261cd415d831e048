using System.CommandLine;
using TransferLedger.Core.Figures;

namespace TransferLedger.Cli.Verbs;

/// <summary>The id of a figure on the command line.</summary>
internal static class FigureArgument
{
    public static Argument<string> New()
    {
        var figure = new Argument<string>("figure")
        {
            HelpName = "figure",
            Description =
                "Its id, corridor/measure or corridor/measure/item, such as KP-RU/containers. See: transferledger figures.",
        };
        figure.Validators.Add(result =>
        {
            foreach (var fault in FigureId.Read(result.GetValueOrDefault<string>() ?? "").Faults)
            {
                result.AddError(fault.Says);
            }
        });
        figure.CompletionSources.Add(Suggestions.Figures);
        return figure;
    }
}
