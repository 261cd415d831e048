using Npgsql;
using NpgsqlTypes;

namespace TransferLedger.Postgres.Projections;

/// <summary>Parameters of statements, typed also where they are null.</summary>
internal static class Parameter
{
    public static NpgsqlParameter Is(long value) => new NpgsqlParameter<long> { TypedValue = value };

    public static NpgsqlParameter Is(DateOnly value) => new NpgsqlParameter<DateOnly> { TypedValue = value };

    public static NpgsqlParameter Is(DateOnly? value) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Date };

    public static NpgsqlParameter Is(IReadOnlyCollection<string>? values) =>
        new()
        {
            Value = values is null ? DBNull.Value : values.ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        };

    public static NpgsqlParameter Is(string? value) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Text };
}
