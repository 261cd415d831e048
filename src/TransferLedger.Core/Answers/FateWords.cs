namespace TransferLedger.Core.Answers;

/// <summary>What became of a claim in its figure, in words.</summary>
public static class FateWords
{
    /// <summary>Why a claim makes no bound.</summary>
    /// <param name="why">As answers spell it: <c>starts-after-it-ends</c>.</param>
    public static string WhyNot(string why) =>
        why switch
        {
            "unattributed" => "nobody is named as its source",
            "unread" => "its words hold no number",
            "unquantified" => "it gives no quantity",
            "repeats" => "it repeats another claimant's statement",
            "rate" => "it is a rate, not a total",
            "not-moved" => "its goods had not moved",
            "starts-after-it-ends" => "its period starts after it ends",
            "used-ceiling" => "a ceiling on what was used says nothing about what was moved",
            "withdrawn" => "its claimant has withdrawn it",
            _ => why,
        };
}
