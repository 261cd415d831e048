using Spectre.Console;

namespace TransferLedger.Cli.Frame;

/// <summary>
/// A table that fits. Each column has a rank: where the screen is too narrow, the highest ranks are left out. What stays is
/// broken between words only, unless even the columns that always stay are too wide.
/// </summary>
internal sealed class Listing(params Column[] columns)
{
    private const int Between = 2;
    private const int LeastFlexible = 20;

    /// <summary>Of a column for which there is no room at all.</summary>
    private const int LeastOfAll = 10;

    private readonly List<string[]> rows = [];

    public Listing Add(params string?[] cells)
    {
        rows.Add([.. cells.Select(cell => Terminal.Tame(cell ?? ""))]);
        return this;
    }

    /// <summary>As much of it as fits into so many columns of a screen.</summary>
    public Grid Fit(int width)
    {
        var shown = Fitting(width);
        var widths = Widths(shown, width);
        var grid = new Grid();
        foreach (var i in shown)
        {
            var column = new GridColumn
            {
                Alignment = columns[i].IsNumber ? Justify.Right : Justify.Left,
                Width = widths[i],
            };
            column.PadLeft(0).PadRight(i == shown[^1] ? 0 : Between);
            grid.AddColumn(columns[i].IsFlexible ? column : column.NoWrap());
        }

        grid.AddRow([
            .. shown.Select(i => new Text(columns[i].Title, new Style(decoration: Decoration.Bold))),
        ]);
        foreach (var row in rows)
        {
            grid.AddRow([.. shown.Select(i => new Text(row[i]))]);
        }

        return grid;
    }

    /// <summary>The columns that fit, in their order. Columns without any content are left out too.</summary>
    private List<int> Fitting(int width)
    {
        var shown = Enumerable
            .Range(0, columns.Length)
            .Where(i => columns[i].Rank == 0 || rows.Exists(row => row[i].Length > 0))
            .ToList();
        while (shown.Sum(i => LeastWidth(i) + Between) - Between > width)
        {
            var last = shown.MaxBy(i => (columns[i].Rank, i));
            if (columns[last].Rank == 0)
            {
                break;
            }

            shown.Remove(last);
        }

        return shown;
    }

    /// <summary>Each has its least; what is left over goes to the flexible ones, the narrowest of them first.</summary>
    private Dictionary<int, int> Widths(List<int> shown, int width)
    {
        var widths = shown.ToDictionary(i => i, LeastWidth);
        var left = width - widths.Values.Sum() - (Between * (shown.Count - 1));
        while (left > 0 && shown.Where(i => widths[i] < Widest(i)).ToList() is { Count: > 0 } growing)
        {
            widths[growing.MinBy(i => widths[i])]++;
            left--;
        }

        while (
            left < 0
            && shown.Where(i => columns[i].IsFlexible && widths[i] > LeastOfAll).ToList()
                is { Count: > 0 } shrinking
        )
        {
            widths[shrinking.MaxBy(i => widths[i])]--;
            left++;
        }

        return widths;
    }

    private int LeastWidth(int column) =>
        columns[column].IsFlexible
            ? Math.Max(LongestWord(column), Math.Min(Widest(column), LeastFlexible))
            : Widest(column);

    private int Widest(int column) =>
        rows.Select(row => row[column].Length).Append(columns[column].Title.Length).Max();

    private int LongestWord(int column) =>
        rows.Select(row => row[column])
            .Append(columns[column].Title)
            .SelectMany(text => text.Split(' '))
            .Max(word => word.Length);
}

/// <param name="Rank">0 stays always; of the others the highest goes first where the screen is narrow.</param>
/// <param name="IsNumber">Stands to the right.</param>
/// <param name="IsFlexible">May be broken between words.</param>
internal sealed record Column(string Title, int Rank = 0, bool IsNumber = false, bool IsFlexible = false);
