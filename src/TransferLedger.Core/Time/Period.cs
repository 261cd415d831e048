namespace TransferLedger.Core.Time;

/// <summary>
/// Whole days from <paramref name="From"/> up to, and without, <paramref name="Until"/>. Empty where it ends no later than
/// it starts.
/// </summary>
/// <param name="From">First day; null means since the beginning.</param>
/// <param name="Until">The day after the last.</param>
public sealed record Period(DateOnly? From, DateOnly Until)
{
    public bool IsEmpty => From >= Until;

    /// <summary>Last day that belongs to it (of an empty period: the day before <see cref="Until"/>).</summary>
    public DateOnly Last => Until.AddDays(-1);

    /// <summary>The period of these days, both included.</summary>
    public static Period Through(DateOnly? first, DateOnly last) => new(first, last.AddDays(1));

    public bool Contains(DateOnly day) => day < Until && !(day < From);

    public override string ToString() => $"{From:yyyy-MM-dd}/{Last:yyyy-MM-dd}";
}
