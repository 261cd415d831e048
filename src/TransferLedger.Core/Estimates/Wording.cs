using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Estimates;

/// <summary>How answers say numbers of a figure, days and who said something, so that a journalist need not look them up.</summary>
internal sealed class Wording(FigureId figure)
{
    private const decimal PartsOfAPercent = 10_000m;

    private readonly bool isPercent = figure.Unit == Unit.Percent;

    /// <summary><c>10,001</c>, <c>12.5</c>.</summary>
    public string Number(Int128 number) =>
        isPercent
            ? ((decimal)number / PartsOfAPercent).ToString("0.####", CultureInfo.InvariantCulture)
            : number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>10,001 containers</c>, <c>1 round</c>, <c>12.5 percent</c>.</summary>
    public string Counted(Int128 number) =>
        figure.Unit is not { } unit ? Number(number)
        : isPercent || number == 1 ? $"{Number(number)} {unit}"
        : $"{Number(number)} {unit}s";

    /// <summary><c>John Kirby, 23 February 2024: “over 10,000”</c>.</summary>
    public static string Source(Claim claim, string words)
    {
        var said = HasWords(claim) ? $"“{words}”" : words;
        var when = claim.Stated is { } stated ? Date(stated) : $"reported {Date(claim.Published)}";
        return Name(claim.Claimant) is { } name ? $"{name}, {when}: {said}" : $"{when}: {said}";
    }

    /// <summary><c>from 1 January to 31 May 2024</c>, <c>from 1 to 31 May 2024</c>, <c>by 31 May 2024</c>, <c>on 31 May 2024</c>.</summary>
    public static string Over(DateOnly? from, DateOnly to) =>
        from is not { } first ? $"by {Day(to)}"
        : first == to ? $"on {Day(to)}"
        : $"from {first.ToString(StartBefore(first, to), CultureInfo.InvariantCulture)} to {Day(to)}";

    public static string Over(Step step) => Over(step.From, step.To);

    /// <summary>As the claim gives it: <c>26 February 2024</c>, <c>about June 2022</c>, <c>before 16 June 2024</c>.</summary>
    public static string Date(Edtf date) =>
        (date.IsInterval, date.Start as EdtfSide.Known, date.End as EdtfSide.Known) switch
        {
            (false, { } single, _) => Side(single),
            (_, { } start, { } end) => $"between {Side(start)} and {Side(end)}",
            (_, null, { } end) => $"before {Side(end)}",
            (_, { } start, null) => $"after {Side(start)}",
            _ => date.Text,
        };

    /// <summary>Month and year are not said twice.</summary>
    private static string StartBefore(DateOnly first, DateOnly to) =>
        first.Year != to.Year ? "d MMMM yyyy"
        : first.Month != to.Month ? "d MMMM"
        : "%d";

    private static string? Name(Claimant? claimant) =>
        claimant is null ? null
        : claimant.Kind == ClaimantKind.Unnamed && claimant.Name is null ? "an unnamed source"
        : claimant.Name ?? claimant.Office ?? claimant.Organisation;

    /// <summary>Only what was said stands in quotation marks.</summary>
    private static bool HasWords(Claim claim) => claim is ICounted { Quantity.Words: not null };

    private static string Side(EdtfSide.Known side)
    {
        var (first, last) = (side.WrittenDays.Earliest, side.WrittenDays.Latest);
        var about = side.WrittenDays == side.CautiousDays ? "" : "about ";
        return first == last ? about + Day(first)
            : first.Month == last.Month ? about + first.ToString("MMMM yyyy", CultureInfo.InvariantCulture)
            : about + first.ToString("yyyy", CultureInfo.InvariantCulture);
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
