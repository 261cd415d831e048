using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TransferLedger.Core.Answers;

namespace TransferLedger.Server.Exports;

/// <summary>
/// What the tables of an export hold, and of which pair they are: a Frictionless Data Package (datapackage.org, 2.0) with the
/// ledger's own members behind.
/// </summary>
/// <param name="KnownAt">The last entry that was known; null: none was.</param>
/// <param name="Log">The log up to there.</param>
public sealed record DataPackageBody(
    [property: JsonPropertyName("$schema")] string Schema,
    string Name,
    string Title,
    string Description,
    IReadOnlyList<ResourceBody> Resources,
    string AsOf,
    KnownAtBody? KnownAt,
    string Policy,
    SealedLogBody Log
)
{
    public const string Profile = "https://datapackage.org/profiles/2.0/datapackage.json";
}

/// <param name="Origin">The name of the log in its checkpoints.</param>
/// <param name="Size">How many entries it had.</param>
/// <param name="Root">RFC 6962 root hash over them, in base64 as checkpoints have it.</param>
public sealed record SealedLogBody(string Origin, long Size, string Root);

/// <summary>One file of an export.</summary>
/// <param name="Path">Beside the package; where the ledger serves it, with the pair.</param>
/// <param name="Dialect">How its rows are written; left out for NDJSON.</param>
public sealed record ResourceBody(
    string Name,
    string Type,
    string Path,
    string Description,
    string Format,
    string Mediatype,
    string Encoding,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DialectBody? Dialect,
    SchemaBody Schema
)
{
    internal static ResourceBody Of(ExportTable table, RowFormat format, string query) =>
        new(
            format == RowFormat.Csv ? table.Name : $"{table.Name}-{format.Extension}",
            "table",
            $"{table.Name}.{format.Extension}{query}",
            table.Says,
            format.Extension,
            format.MediaType,
            "utf-8",
            format == RowFormat.Csv ? DialectBody.Rfc4180 : null,
            new SchemaBody(table.Fields(format), [""], table.Key)
        );
}

/// <summary>Table Dialect: RFC 4180.</summary>
public sealed record DialectBody(
    string Delimiter,
    string LineTerminator,
    string QuoteChar,
    bool DoubleQuote,
    bool SkipInitialSpace,
    bool Header
)
{
    public static readonly DialectBody Rfc4180 = new(",", "\r\n", "\"", true, false, true);
}

/// <summary>Table Schema.</summary>
/// <param name="MissingValues">What stands for null.</param>
public sealed record SchemaBody(
    IReadOnlyList<FieldBody> Fields,
    IReadOnlyList<string> MissingValues,
    IReadOnlyList<string> PrimaryKey
);

/// <summary>One column.</summary>
public sealed record FieldBody(
    string Name,
    string Type,
    string Description,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConstraintsBody? Constraints
)
{
    internal static FieldBody Of<TRow>(Column<TRow> column, bool isKey) =>
        new(
            column.Name,
            column.Type.ToString().ToLowerInvariant(),
            column.Says,
            isKey || column.Words.Length > 0
                ? new ConstraintsBody(
                    isKey ? true : null,
                    column.Words is { Length: > 0 } words ? words : null
                )
                : null
        );
}

/// <param name="Enum">The words that may stand in it.</param>
public sealed record ConstraintsBody(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Required,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? Enum
);
