using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Retellings;

namespace TransferLedger.Core.Answers;

/// <summary>Where retellings of one statement bent it.</summary>
/// <param name="Statement">Its name after judgements.</param>
public sealed record LineageBody(string Statement, IReadOnlyList<LineageDifferenceBody> Differences)
{
    public static LineageBody Of(Lineage lineage) =>
        new(lineage.Statement, [.. lineage.Differences.Select(LineageDifferenceBody.Of)]);
}

/// <summary>What differs between the claim in which something was first published and a retelling of it.</summary>
public sealed record LineageDifferenceBody(string First, string Retold, LineageFlag Flag, string Text)
{
    public static LineageDifferenceBody Of(LineageDifference difference) =>
        new(difference.First.ToString(), difference.Retold.ToString(), difference.Flag, difference.Text);
}

/// <summary>One claim in which a statement appears.</summary>
/// <param name="Repeats">Another claimant repeats the statement.</param>
/// <param name="First">The claim in which the same was first published.</param>
public sealed record AppearanceBody(
    string Claim,
    string First,
    string Publisher,
    string Published,
    DateOnly Said,
    Claimant? Claimant,
    IReadOnlyList<string>? Via,
    string? Figure,
    string? Words,
    ReadingShape? Shape,
    bool Repeats,
    bool Withdrawn
)
{
    public static AppearanceBody Of(LineageAppearance appearance) =>
        new(
            appearance.Claim.ToString(),
            appearance.First.ToString(),
            appearance.Publisher,
            appearance.Published.Text,
            appearance.Said,
            appearance.Claimant,
            appearance.Via,
            appearance.Figure?.ToString(),
            appearance.Words,
            appearance.Shape,
            appearance.Repeats,
            appearance.Withdrawn
        );
}
