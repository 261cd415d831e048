namespace TransferLedger.Core.Tests.Estimates;

/// <summary>
/// How far the total at the end of one day may lie above that of another: Floyd–Warshall. Node 0 is the beginning; then one for
/// each day from the first to the last that is mentioned, or only for those.
/// </summary>
internal sealed class DayMatrix
{
    public const long Infinity = long.MaxValue / 4;

    private readonly List<DateOnly> days;
    private readonly int count;

    /// <param name="everyDay">Else only those that are mentioned, which proves the same.</param>
    public DayMatrix(IEnumerable<DateOnly> mentioned, bool everyDay = true)
    {
        days = [.. mentioned.Distinct().Order()];
        days = everyDay ? EveryDay(days[0], days[^1]) : days;
        count = days.Count + 1;
        Between = new long[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                Between[i, j] = j <= i ? 0 : Infinity;
            }
        }
    }

    public long[,] Between { get; }

    public int Node(DateOnly? day) => day is { } d ? days.BinarySearch(d) + 1 : 0;

    public void Limit(DateOnly? from, DateOnly? to, long most)
    {
        var (i, j) = (Node(from), Node(to));
        Between[i, j] = Math.Min(Between[i, j], most);
    }

    /// <summary>False: there is a negative cycle.</summary>
    public bool Close()
    {
        for (var k = 0; k < count; k++)
        {
            for (var i = 0; i < count; i++)
            {
                var toMiddle = Between[i, k];
                for (var j = 0; j < count && toMiddle < Infinity / 2; j++)
                {
                    Between[i, j] = Math.Min(Between[i, j], toMiddle + Between[k, j]);
                }
            }
        }

        return Enumerable.Range(0, count).All(i => Between[i, i] >= 0);
    }

    private static List<DateOnly> EveryDay(DateOnly first, DateOnly last) =>
        [
            .. Enumerable
                .Range(first.DayNumber, last.DayNumber - first.DayNumber + 1)
                .Select(DateOnly.FromDayNumber),
        ];
}
