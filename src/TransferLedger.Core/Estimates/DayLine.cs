using System.Numerics;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// The ends of days at which something is known of the total, in order. All that may come are given first and are called by
/// their index; they join the line one by one. The beginning has index 0 and is always on it.
/// </summary>
internal sealed class DayLine
{
    /// <summary>There is no such day on the line.</summary>
    public const int None = -1;

    private const int BitsAWord = 64;

    private readonly int[] days;
    private readonly ulong[] joined;
    private readonly int[] before;
    private readonly int[] after;

    public DayLine(IReadOnlyCollection<Span> spans)
    {
        var all = new int[(2 * spans.Count) + 1];
        var count = 0;
        all[count++] = Span.Beginning;
        foreach (var span in spans)
        {
            all[count++] = span.Start;
            all[count++] = span.End;
        }

        days = Distinct(all);
        joined = new ulong[(days.Length / BitsAWord) + 1];
        before = new int[days.Length];
        after = new int[days.Length];
        (joined[0], before[0], after[0]) = (1, None, None);
    }

    public int Count => days.Length;

    public int Day(int index) => days[index];

    public int IndexOf(int day) => Array.BinarySearch(days, day);

    public bool Has(int index) => (joined[index / BitsAWord] >> (index % BitsAWord) & 1) != 0;

    /// <summary>The neighbour before one that is on the line, or none.</summary>
    public int Before(int index) => before[index];

    /// <summary>The neighbour after one that is on the line, or none.</summary>
    public int After(int index) => after[index];

    public void Join(int index)
    {
        var left = LastUpTo(index);
        var right = after[left];
        (before[index], after[index], after[left]) = (left, right, index);
        if (right != None)
        {
            before[right] = index;
        }

        joined[index / BitsAWord] |= 1UL << (index % BitsAWord);
    }

    public void Leave(int index)
    {
        var (left, right) = (before[index], after[index]);
        after[left] = right;
        if (right != None)
        {
            before[right] = left;
        }

        joined[index / BitsAWord] &= ~(1UL << (index % BitsAWord));
    }

    /// <summary>The last on the line that is not after the day; there always is one.</summary>
    public int AtOrBefore(int day)
    {
        var index = IndexOf(day);
        return LastUpTo(index >= 0 ? index : ~index - 1);
    }

    /// <summary>The first on the line that is not before the day, or none.</summary>
    public int AtOrAfter(int day)
    {
        var last = AtOrBefore(day);
        return days[last] == day ? last : after[last];
    }

    private static int[] Distinct(int[] all)
    {
        Array.Sort(all);
        var count = 1;
        foreach (var day in all)
        {
            if (day != all[count - 1])
            {
                all[count++] = day;
            }
        }

        return all[..count];
    }

    private int LastUpTo(int index)
    {
        var word = index / BitsAWord;
        var bits = joined[word] & (ulong.MaxValue >> (BitsAWord - 1 - (index % BitsAWord)));
        while (bits == 0)
        {
            bits = joined[--word];
        }

        return (word * BitsAWord) + BitOperations.Log2(bits);
    }
}
