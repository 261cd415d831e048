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

    public static string Period(PeriodAnswer? period) => Phrase.Period(period?.From, period?.To);
}
