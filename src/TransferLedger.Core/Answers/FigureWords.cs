using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Answers;

/// <summary>
/// What a figure is called and what its estimate says, in words that need no manual: the number with its qualifier, and whether
/// anybody names the other end. Never ends with a full stop, and begins with a small letter unless with a name or number.
/// </summary>
public sealed class FigureWords(FigureId figure)
{
    /// <summary>A hundred percent.</summary>
    public const long AllOfIt = 1_000_000;

    private const string NoUpperLimit = "nobody claims an upper limit";
    private readonly Wording wording = new(figure);
    private readonly FigureNumber served = new(figure);
    private readonly string percent = figure.Unit == Unit.Percent ? " percent" : "";

    /// <summary><c>Shipping containers</c>, <c>Ballistic missile, pledged</c>.</summary>
    public string Name =>
        (figure.Measure, figure.Item?.ToString().Replace('-', ' ')) switch
        {
            (Measure.Containers, _) => "Shipping containers",
            (Measure.Voyages, _) => "Voyages",
            (Measure.Items, { } item) => Capital(item),
            (Measure.Capacity, { } item) => $"{Capital(item)}, how many could have been carried",
            (var measure, { } item) => $"{Capital(item)}, {measure.Word()}",
            (var measure, _) => Capital(measure.Word()),
        };

    /// <summary><c>North Korea to Russia</c>.</summary>
    public static string Of(Corridor corridor) => $"{corridor.Supplier.Name} to {corridor.Recipient.Name}";

    /// <summary><c>10,001</c>, <c>12.5</c>.</summary>
    public string Number(long number) => wording.Number(number);

    /// <summary><c>13,001 or more</c>, <c>6,030 to 7,370</c>, <c>no number</c>.</summary>
    public string Range(long? low, long? high) =>
        (low, high) switch
        {
            (null, _) => "no number",
            ({ } least, null) => $"{Number(least)}{percent} or more",
            ({ } least, { } most) when least == most => Number(least) + percent,
            ({ } least, { } most) => $"{Number(least)} to {Number(most)}{percent}",
        };

    /// <summary>The same; <c>disputed</c> where no range stands for all that is claimed, <c>nothing</c> where nothing is.</summary>
    public string Range(EstimateStatus status, long? low, long? high) =>
        status switch
        {
            EstimateStatus.Disputed => "disputed",
            EstimateStatus.Empty => "nothing",
            _ => Range(low, high),
        };

    public string Range(Standing standing) => Range(standing.Status, standing.Low, standing.High);

    public string Range(StandingBody standing) =>
        Range(standing.Status, served.Read(standing.Low), served.Read(standing.High));

    public string Range(CarriedBody carried) => Range(served.Read(carried.Low), served.Read(carried.High));

    /// <summary><c>from 1 September 2023 to 26 February 2024</c>, <c>by 16 June 2024</c>.</summary>
    public static string Over(CoveredPeriod period) => Wording.Over(period.From, period.To);

    public string Sentence(Estimate estimate) =>
        estimate.Status == EstimateStatus.Disputed
            ? $"disputed: {string.Join("; ", estimate.Ranges.Where(range => range.Bears).Select(Side))}"
            : Sentence(estimate.Status, estimate.Low, estimate.High, estimate.Words);

    public string Sentence(FigureBody body) =>
        Sentence(body.Status, served.Read(body.Low), served.Read(body.High), body.Words);

    public string Sentence(FigureHeadline headline) =>
        Sentence(headline.Status, headline.Low, headline.High, headline.Words);

    public string Sentence(Standing standing) =>
        Sentence(standing.Status, standing.Low, standing.High, standing.Words);

    public string Sentence(PerspectiveEstimate perspective) =>
        Sentence(EstimateStatus.Single, perspective.Low, perspective.High, perspective.Words);

    /// <param name="words">Of the leading telling; used where they say just this range.</param>
    public string Sentence(EstimateStatus status, long? low, long? high, string? words) =>
        (status, low) switch
        {
            (EstimateStatus.Empty, _) => "nobody has given a number yet",
            (EstimateStatus.Unattributed, _) =>
                "numbers go round, and nobody is named who stands behind them",
            (_, null) or (EstimateStatus.Unquantified, _) => "no claim that counts gives a number",
            (EstimateStatus.Disputed, { } least) => $"disputed: {Disputed(least, high)}",
            (_, { } least) => Claimed(least, high, words),
        };

    private string Side(PerspectiveRange range) =>
        range.High is { } most && most == range.Low
            ? $"{range.Perspective} says {Number(most)}{percent}"
            : $"{range.Perspective} says {Bounds(range.Low, range.High)}";

    private string Disputed(long low, long? high) =>
        high is { } most
            ? $"what is claimed lies between {Number(low)} and {Number(most)}{percent}, and does not agree"
            : $"what is claimed begins at {Number(low)}{percent}, and does not agree";

    private string Claimed(long low, long? high, string? words)
    {
        var reading = words is null ? null : ReadingOf(words, low, high);
        return (reading, high) switch
        {
            (_, { } most) when most == low => Number(low) + percent,
            (null, null) => $"{Bounds(low, high)}; {NoUpperLimit}",
            (null, _) => Bounds(low, high),
            (_, null) when words!.Any(char.IsAsciiDigit) => $"{words}; {NoUpperLimit}",
            (_, null) => $"“{words}”, which is {Bounds(low, high)}; {NoUpperLimit}",
            ({ Approximate: false, Shape: not ReadingShape.Point }, _) => words!,
            _ => $"{words}, which is {Bounds(low, high)}",
        };
    }

    private string Bounds(long low, long? high) =>
        (low, high) switch
        {
            (_, null) => $"at least {Number(low)}{percent}",
            (0, { } most) => $"at most {Number(most)}{percent}",
            (_, { } most) => $"between {Number(low)} and {Number(most)}{percent}",
        };

    /// <summary>How the words are read, if they alone give the range.</summary>
    private Reading? ReadingOf(string words, long low, long? high) =>
        figure.Unit is { } unit
        && unit != Unit.Percent
        && Quantity.Of(words, null, Per.Total, unit) is { IsOk: true, Value.Reading: { } reading }
        && reading.BoundsAt(Policy.Current.Approximate) == new Bounds(low, high)
            ? reading
            : null;

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
