namespace TransferLedger.Benchmarks.Soaks;

/// <summary>Says of each check whether it holds, and counts those that do not.</summary>
internal sealed class Checks
{
    private const int Shown = 5;

    public int Failed { get; private set; }

    public void Add(string what, bool holds, string more = "")
    {
        Console.WriteLine($"{(holds ? "holds " : "FAILS ")} {what}{(more.Length > 0 ? $": {more}" : "")}");
        Failed += holds ? 0 : 1;
    }

    /// <param name="exceptions">There must be none.</param>
    public void Add(string what, IReadOnlyCollection<string> exceptions) =>
        Add(
            what,
            exceptions.Count == 0,
            exceptions.Count == 0 ? "" : $"{exceptions.Count:N0}: {string.Join(", ", exceptions.Take(Shown))}"
        );
}
