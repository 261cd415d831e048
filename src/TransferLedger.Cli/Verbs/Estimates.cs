using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>An estimate in one phrase.</summary>
internal static class Estimates
{
    /// <summary><c>6,030 to 7,370, point 6,700 (single)</c>; without a number only why there is none.</summary>
    public static string Short(string status, decimal? low, decimal? high, decimal? point, string? unit) =>
        status switch
        {
            "empty" => "no claim yet",
            "unattributed" => "no number: nobody is named (unattributed)",
            "unquantified" => "no number (unquantified)",
            _ when point is { } p && !(low == p && high == p) =>
                $"{Phrase.Range(low, high, unit)}, point {Phrase.Number(p, unit)} ({status})",
            _ => $"{Phrase.Range(low, high, unit)} ({status})",
        };

    public static string Short(FigureAnswer? figure) =>
        figure is null
            ? "no claim yet"
            : Short(figure.Status, figure.Low, figure.High, figure.Point, figure.Unit);

    public static string Short(StandingAnswer standing, string? unit) =>
        Short(standing.Status, standing.Low, standing.High, standing.Point, unit);

    public static string Period(PeriodAnswer? period) => Phrase.Period(period?.From, period?.To);

    /// <summary>The number in one line, and what a reader has to know before using it.</summary>
    public static void Headline(EstimateAnswer estimate, Output output)
    {
        var range = Short(estimate.Status, estimate.Low, estimate.High, estimate.Point, estimate.Unit);
        var period = Period(estimate.Period);
        output.Paragraph(
            $"{estimate.Figure} as of {estimate.AsOf}: {range}{(period.Length > 0 ? $", {period}" : "")}"
        );
        if (Narrowing.Remark(estimate.Narrowing) is { } narrowed)
        {
            output.Paragraph(narrowed);
        }

        if (estimate.Gaps is { Count: > 0 } gaps)
        {
            var between = gaps.Select(gap => Phrase.Range(gap.From, gap.To, estimate.Unit));
            output.Paragraph($"Nobody supports {string.Join(", ", between)}.");
        }

        if (estimate.RestsOnTolerance)
        {
            output.Paragraph(
                "It rests on the tolerance: taking \"approximately\" half as far, its status or its conflicts would be others."
            );
        }
    }
}
