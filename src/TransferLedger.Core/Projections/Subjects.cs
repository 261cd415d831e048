using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Projections;

/// <summary>
/// What entries are about, as texts by which an index finds them, whatever is asked and as of when. An entry about a claim stands
/// under everything that the claim was ever recorded to be about, so that what left a subject is found where it was.
/// </summary>
public static class Subjects
{
    public const string Figures = "figure/";
    public const string Corridors = "corridor/";
    public const string Claimants = "claimant/";
    public const string Statements = "statement/";

    /// <summary>Filings, newest published first.</summary>
    public const string Reports = "report/";

    public static string Of(FigureId figure) => $"{Figures}{figure}";

    /// <summary>What all figures of a corridor begin with.</summary>
    public static string FiguresOf(Corridor corridor) => $"{Figures}{corridor}/";

    /// <summary>Claims on it that feed no figure, or once fed none.</summary>
    public static string Of(Corridor corridor) => $"{Corridors}{corridor}";

    /// <summary>All claims on it.</summary>
    public static SubjectRange ClaimsOn(Corridor corridor) => new([Of(corridor)], [FiguresOf(corridor)]);

    public static string AbsencesOn(Corridor corridor) => $"absence/{corridor}";

    public static string OfClaimant(string id) => $"{Claimants}{id}";

    /// <summary>Its appearances, and claims that repeat it.</summary>
    public static string OfStatement(string statement) => $"{Statements}{statement}";

    /// <summary>Denials that aim at something.</summary>
    public static string DenialsOf(DenialTarget target) =>
        target switch
        {
            { Figure: { } figure } => $"denial/figure/{figure}",
            { Corridor: { } corridor } => $"denial/corridor/{corridor}",
            { Claim: { } claim } => $"denial/claim/{claim}",
            _ => $"denial/statement/{target.Statement}",
        };

    /// <summary>In the order in which reports are listed: newest published first, those of one day by their ids.</summary>
    public static string Of(ReportRow report) => ReportAt(report.Published, report.Report.Report.Text);

    public static string ReportAt(DateOnly published, string report) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Reports}{DateOnly.MaxValue.DayNumber - published.DayNumber:D7}/{report}"
        );

    /// <summary>Everything but figures that a claim is found by.</summary>
    public static IReadOnlyCollection<string> Of(ClaimHistory history)
    {
        var subjects = new List<string>(history.ClaimantsEver().Select(OfClaimant));
        foreach (var claim in history.AsEverRecorded())
        {
            subjects.AddRange(ClaimHistory.StatementsIn(claim).Select(OfStatement));
            if (FigureId.FedBy(claim) is null)
            {
                subjects.Add(Of(claim.Corridor));
            }

            if (claim is AbsenceObserved)
            {
                subjects.Add(AbsencesOn(claim.Corridor));
            }
            else if (claim is DenialIssued denial)
            {
                subjects.AddRange(TargetsOf(denial).Select(DenialsOf));
            }
        }

        return subjects.Count > 1 ? subjects.Distinct(StringComparer.Ordinal).ToList() : subjects;
    }

    /// <summary>What a denial aims at; what it responds to is the id of a claim or of a statement.</summary>
    public static IEnumerable<DenialTarget> TargetsOf(DenialIssued denial)
    {
        foreach (var target in denial.Targets)
        {
            yield return target;
        }

        if (denial.RespondsTo is { } answered)
        {
            yield return new DenialTarget { Statement = answered };
            if (ClaimId.Read(answered) is { IsOk: true } claim)
            {
                yield return new DenialTarget { Claim = claim.Value };
            }
        }
    }
}

/// <summary>That an entry is about a subject.</summary>
/// <param name="Statements">Of a figure: those that the entry names, its own and the one that it repeats; else null.</param>
public sealed record SubjectEntry(
    string Subject,
    Position Position,
    IReadOnlyCollection<string>? Statements = null
)
{
    public static SubjectEntry Of(FigureId figure, Recorded entry) =>
        new(Subjects.Of(figure), entry.Position, [.. ClaimHistory.StatementsIn(entry)]);
}
