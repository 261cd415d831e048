using System.Collections.Immutable;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Exports;

/// <summary>What a cell holds: the types of Table Schema that are needed here.</summary>
internal enum CellType
{
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number, never a float.</summary>
    Number,

    Boolean,

    /// <summary>A day: 2024-03-01.</summary>
    Date,

    /// <summary>UTC, to the microsecond.</summary>
    Datetime,

    /// <summary>A JSON array; in CSV its text, so that an element may hold a comma.</summary>
    Array,

    /// <summary>A JSON object.</summary>
    Object,
}

/// <summary>One column of a table: what it is called, what stands in it, and how a row fills it.</summary>
/// <param name="Says">For its readers.</param>
/// <param name="Value">Null: the cell is empty.</param>
internal sealed record Column<TRow>(string Name, CellType Type, string Says, Func<TRow, object?> Value)
{
    /// <summary>The words that may stand in it; empty: any.</summary>
    public ImmutableArray<string> Words { get; init; } = [];
}

/// <summary>Columns as tables name them.</summary>
internal static class Column
{
    public static Column<T> Text<T>(string name, string says, Func<T, string?> value) =>
        new(name, CellType.String, says, value);

    /// <summary>A member of an enumeration, in kebab case.</summary>
    public static Column<T> Word<T, TWord>(string name, string says, Func<T, TWord?> value)
        where TWord : struct, Enum =>
        new(name, CellType.String, says, row => value(row) is { } word ? Kebab.Of(word) : null)
        {
            Words = [.. Enum.GetValues<TWord>().Select(Kebab.Of)],
        };

    public static Column<T> Whole<T>(string name, string says, Func<T, long?> value) =>
        new(name, CellType.Integer, says, row => value(row));

    public static Column<T> Number<T>(string name, string says, Func<T, decimal?> value) =>
        new(name, CellType.Number, says, row => value(row));

    public static Column<T> Truth<T>(string name, string says, Func<T, bool?> value) =>
        new(name, CellType.Boolean, says, row => value(row));

    public static Column<T> Day<T>(string name, string says, Func<T, DateOnly?> value) =>
        new(name, CellType.Date, says, row => value(row));

    public static Column<T> Instant<T>(string name, string says, Func<T, DateTime?> value) =>
        new(name, CellType.Datetime, says, row => value(row));

    public static Column<T> List<T>(string name, string says, Func<T, IEnumerable<object>?> value) =>
        new(name, CellType.Array, says, row => value(row)?.ToList());

    /// <summary>What needs more than a cell.</summary>
    public static Column<T> Object<T>(string name, string says, Func<T, object?> value) =>
        new(name, CellType.Object, says, value);

    /// <summary>Several of such.</summary>
    public static Column<T> Objects<T, TOne>(string name, string says, Func<T, IEnumerable<TOne>?> value) =>
        new(name, CellType.Array, says, row => value(row)?.ToArray());
}
