namespace TransferLedger.Core.Quantities;

/// <summary>What words about a quantity turned out to say.</summary>
public abstract record WordsReading
{
    private WordsReading() { }

    /// <summary>A number or bounds.</summary>
    /// <param name="Reading">The numbers and how they were meant.</param>
    /// <param name="Per">What the words themselves say it is for ("a month"); a total where they say nothing.</param>
    public sealed record Number(Reading Reading, Per Per) : WordsReading;

    /// <summary>A part of a whole: <c>half</c>, <c>40 percent</c>.</summary>
    public sealed record OfWhole(Share Share) : WordsReading;

    /// <summary>There is no number in them: "a significant number".</summary>
    public sealed record Unread : WordsReading;
}
