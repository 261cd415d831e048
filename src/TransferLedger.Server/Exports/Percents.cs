using TransferLedger.Core.Figures;

namespace TransferLedger.Server.Exports;

/// <summary>Numbers of figures as decimals: whole units, or percent.</summary>
internal static class Percents
{
    private const decimal PartsOfPercent = 10_000;

    /// <summary>Of quality and share figures the number is in parts of a percent.</summary>
    public static decimal? Of(FigureId figure, long? number) =>
        figure.Measure is Measure.Quality or Measure.Share ? number / PartsOfPercent : number;
}
