using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>Why the numbers of an estimate are what they are, as sums that a reader can check. Numbers are in the unit of the figure.</summary>
/// <param name="Perspectives">The same for each perspective over its own period, in the order of the estimate's.</param>
public sealed record Explanation(
    BoundExplanation Low,
    BoundExplanation High,
    Sequence<PerspectiveExplanation> Perspectives
)
{
    /// <param name="record">What the estimate was worked out from; a record that lacks one of its claims is a bug and throws.</param>
    public static Explanation Of(FigureRecord record, Estimate estimate) =>
        new Explaining(record, estimate).Explain();
}

/// <summary>Why a perspective's numbers are what they are.</summary>
public sealed record PerspectiveExplanation(string Perspective, BoundExplanation Low, BoundExplanation High);

/// <summary>A low or a high as a sum.</summary>
/// <param name="Number">What the steps add up to; null: no upper limit, or no estimate at all.</param>
/// <param name="Steps">What is added comes before what is taken away; empty where no claim is needed.</param>
/// <param name="Sentence">
/// "At least 900 containers by 31 May 2024, less at most 300 by 31 December 2023, leaves at least 600 from 1 January to 31 May
/// 2024."
/// </param>
public sealed record BoundExplanation(long? Number, Sequence<ExplainedStep> Steps, string Sentence);

/// <summary>One bound in such a sum.</summary>
public sealed record ExplainedStep
{
    /// <summary>Names the telling whose bound it is.</summary>
    public required ClaimId Claim { get; init; }

    public required Claimant? Claimant { get; init; }

    /// <summary>Whose claims its telling is read with.</summary>
    public required string Perspective { get; init; }

    /// <summary>The number as it was said, verbatim where words were given.</summary>
    public required string Words { get; init; }

    /// <summary>When, as the claim has it (EDTF); null: it gives no day.</summary>
    public required string? Stated { get; init; }

    public required BoundSide Side { get; init; }

    public required long Number { get; init; }

    /// <summary>First day; null: since the beginning.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>Last day, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>What it adds to the sum: its number, or less than 0.</summary>
    public required long Effect { get; init; }

    /// <summary>The sum up to here, itself included.</summary>
    public required long Sum { get; init; }
}
