using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// Where a tile of hashes or a bundle of entries is served (C2SP tlog-tiles): <c>tile/&lt;L&gt;/&lt;N&gt;[.p/&lt;W&gt;]</c> and
/// <c>tile/entries/&lt;N&gt;[.p/&lt;W&gt;]</c>. A tile of level L holds roots of complete subtrees of 256^L leaves; a bundle holds
/// the entries of the tile of level 0 with its index. Each has one spelling.
/// </summary>
public sealed record TileAddress
{
    /// <summary>Hashes of a full tile, entries of a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>The highest level that an address may name; no tree of less than 2^63 leaves has one above 7.</summary>
    public const int HighestLevel = 63;

    private const string Root = "tile/";
    private const string Entries = "entries";
    private const string Partial = ".p";
    private const int LevelBits = 8;

    private TileAddress(bool isBundle, int level, long index, int width) =>
        (IsBundle, Level, Index, Width) = (isBundle, level, index, width);

    /// <summary>Entries, not hashes.</summary>
    public bool IsBundle { get; }

    /// <summary>0 for leaves and for bundles.</summary>
    public int Level { get; }

    /// <summary>From 0.</summary>
    public long Index { get; }

    /// <summary>1 to 256; below 256 the tile is partial.</summary>
    public int Width { get; }

    public bool IsFull => Width == FullWidth;

    /// <summary>What of its level it holds: from the first to before the last of these indices.</summary>
    public TileRange Range => new(Index * FullWidth, Index * FullWidth + Width);

    /// <summary>Level 0 to 63, index from 0, width 1 to 256; anything else is a bug and throws.</summary>
    public static TileAddress OfHashes(int level, long index, int width = FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, HighestLevel);
        return Checked(isBundle: false, level, index, width);
    }

    /// <summary>Index from 0, width 1 to 256; anything else is a bug and throws.</summary>
    public static TileAddress OfEntries(long index, int width = FullWidth) =>
        Checked(isBundle: true, level: 0, index, width);

    /// <summary>All tiles of hashes that a tree of <paramref name="size"/> leaves has, by level, then by index.</summary>
    public static IEnumerable<TileAddress> AllHashes(long size)
    {
        for (var level = 0; size >> (level * LevelBits) > 0; level++)
        {
            foreach (var tile in Tiles(isBundle: false, level, size >> (level * LevelBits)))
            {
                yield return tile;
            }
        }
    }

    /// <summary>All bundles of entries of a log of <paramref name="size"/> entries, by index.</summary>
    public static IEnumerable<TileAddress> AllEntries(long size) => Tiles(isBundle: true, 0, size);

    /// <summary>Reads a whole path; a faulty one gives every fault. Codes: <c>tile.level</c>, <c>tile.index</c>, <c>tile.width</c>, <c>tile.unreadable</c>.</summary>
    public static Outcome<TileAddress> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return
            path.StartsWith(Root, StringComparison.Ordinal)
            && path[Root.Length..].Split('/', 2) is [var level, var place]
            ? Read(level, place)
            : Fault.At(
                "tile.unreadable",
                $"{Quote.Of(path)} is no path of a tile. Write tile/<level>/<index> or tile/entries/<index>."
            );
    }

    /// <summary>Reads the parts behind <c>tile/</c>: a level or <c>entries</c>, and the place within it.</summary>
    public static Outcome<TileAddress> Read(string level, string place)
    {
        ArgumentNullException.ThrowIfNull(level);
        ArgumentNullException.ThrowIfNull(place);
        var faults = new List<Fault>();
        var isBundle = level == Entries;
        var number = isBundle ? 0 : Decimals.Read(level);
        if (number is not (>= 0 and <= HighestLevel))
        {
            faults.Add(
                Fault.At(
                    "tile.level",
                    $"{Quote.Of(level)} is no level of tiles. Write a number from 0 to {HighestLevel} without leading zeroes, or entries."
                )
            );
        }

        var (groups, width) = SplitWidth(place);
        if (width is null)
        {
            faults.Add(
                Fault.At(
                    "tile.width",
                    $"A partial tile is 1 to {FullWidth - 1} wide, written as .p/<width> without leading zeroes; a full one bears no width. {Quote.Of(place)} says otherwise."
                )
            );
        }

        var index = ReadIndex(groups);
        if (index is null)
        {
            faults.Add(
                Fault.At(
                    "tile.index",
                    $"{Quote.Of(groups)} is no index of a tile. Write it in groups of three digits, all but the last after an x: 1234067 is x001/x234/067."
                )
            );
        }

        return faults.Count > 0
            ? faults.ToImmutableArray()
            : new TileAddress(isBundle, (int)number!.Value, index!.Value, width!.Value);
    }

    /// <summary>Whether a tree of <paramref name="size"/> leaves has all that this tile names.</summary>
    public bool IsWithin(long size) =>
        Level * LevelBits < sizeof(long) * 8 - 1 && Range.To <= size >> (Level * LevelBits);

    /// <summary>The path, without a leading slash.</summary>
    public override string ToString()
    {
        var level = IsBundle ? Entries : Level.ToString(CultureInfo.InvariantCulture);
        var width = IsFull ? "" : $"{Partial}/{Width}";
        return $"{Root}{level}/{Groups(Index)}{width}";
    }

    private static TileAddress Checked(bool isBundle, int level, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, HighestIndex);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        return new TileAddress(isBundle, level, index, width);
    }

    private static IEnumerable<TileAddress> Tiles(bool isBundle, int level, long hashes)
    {
        for (var index = 0L; index < hashes / FullWidth; index++)
        {
            yield return new TileAddress(isBundle, level, index, FullWidth);
        }

        if (hashes % FullWidth > 0)
        {
            yield return new TileAddress(isBundle, level, hashes / FullWidth, (int)(hashes % FullWidth));
        }
    }

    private static (string Groups, int? Width) SplitWidth(string place)
    {
        if (place.IndexOf(Partial, StringComparison.Ordinal) is var at && at < 0)
        {
            return (place, FullWidth);
        }

        var width = place[(at + Partial.Length)..];
        var read = width.StartsWith('/') ? Decimals.Read(width.AsSpan(1)) : null;
        return (place[..at], read is >= 1 and < FullWidth ? (int)read.Value : null);
    }

    private const int GroupDigits = 3;
    private const int GroupSize = 1_000;

    /// <summary>Beyond it the number of a leaf is no 64-bit number.</summary>
    private const long HighestIndex = (long.MaxValue / FullWidth) - 1;

    private static long? ReadIndex(string text)
    {
        var groups = text.Split('/');
        var index = 0L;
        for (var i = 0; i < groups.Length; i++)
        {
            var isLast = i == groups.Length - 1;
            var digits =
                isLast ? groups[i]
                : groups[i].StartsWith('x') ? groups[i][1..]
                : "";
            // A first group of zeroes would be a second spelling.
            if (
                digits.Length != GroupDigits
                || !digits.All(char.IsAsciiDigit)
                || (i == 0 && !isLast && digits == "000")
                || index > HighestIndex / GroupSize
            )
            {
                return null;
            }

            index = (index * GroupSize) + int.Parse(digits, CultureInfo.InvariantCulture);
        }

        return index <= HighestIndex ? index : null;
    }

    private static string Groups(long index)
    {
        var last = (index % GroupSize).ToString("000", CultureInfo.InvariantCulture);
        var before = "";
        for (var rest = index / GroupSize; rest > 0; rest /= GroupSize)
        {
            before = $"x{rest % GroupSize:000}/{before}";
        }

        return before + last;
    }
}

/// <summary>Indices within a level: from the first to before the last.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TileRange(long From, long To)
{
    public int Count => (int)(To - From);
}
