using System.Globalization;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Core.Answers;

/// <summary>A figure as lists show it. Numbers are whole units; of quality and share figures percent as decimal strings.</summary>
public sealed record FigureBody(
    string Figure,
    string? Unit,
    EstimateStatus Status,
    object? Low,
    object? High,
    object? Point,
    string? Words,
    PeriodBody? Period,
    string? Leading,
    int Conflicts,
    int Claims,
    DateOnly? LastSaid,
    LinksBody Links
)
{
    /// <param name="query">The pair at which it stands.</param>
    public static FigureBody Of(FigureId figure, FigureHeadline headline, string query)
    {
        var number = new FigureNumber(figure);
        return new FigureBody(
            figure.ToString(),
            figure.Unit?.Name,
            headline.Status,
            number.Of(headline.Low),
            number.Of(headline.High),
            number.Of(headline.Point),
            headline.Words,
            PeriodBody.Of(headline.Period),
            headline.Leading?.ToString(),
            headline.Conflicts,
            headline.Claims,
            headline.LastSaid,
            new LinksBody($"/figures/{figure}{query}")
        );
    }
}

/// <summary>Numbers of a figure as they are served.</summary>
public readonly struct FigureNumber(FigureId figure)
{
    private const decimal PartsOfAPercent = 10_000m;
    private readonly bool percent = figure.Measure is Measure.Quality or Measure.Share;

    /// <summary>A whole number; of percents a decimal string.</summary>
    public object? Of(long? value) =>
        value is not { } number ? null
        : percent ? (number / PartsOfAPercent).ToString("0.####", CultureInfo.InvariantCulture)
        : number;

    /// <summary>What <see cref="Of"/> made of it, whether it went through JSON or not.</summary>
    public long? Read(object? served) =>
        served?.ToString() is not { } text ? null
        : percent ? (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * PartsOfAPercent)
        : long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>The days that a number is about.</summary>
/// <param name="From">Null: since the beginning; the coverage says whether open or unknown.</param>
public sealed record PeriodBody(DateOnly? From, DateOnly To, string? Coverage)
{
    public static PeriodBody? Of(CoveredPeriod? period) =>
        period is null ? null : new(period.From, period.To, period.Coverage);
}
