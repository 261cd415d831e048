using Npgsql;
using NpgsqlTypes;
using TransferLedger.Core.Feed;

namespace TransferLedger.Postgres.Subscriptions;

/// <summary>Parameters that may be null, with the type that the server must know all the same.</summary>
internal static class Nullable
{
    public static NpgsqlParameter Text(string? text) => Of(text, NpgsqlDbType.Text);

    public static NpgsqlParameter Number(int? number) => Of(number, NpgsqlDbType.Integer);

    public static NpgsqlParameter Time(TimeSpan? time) => Of(time, NpgsqlDbType.Interval);

    public static NpgsqlParameter Position(FeedPlace? place) =>
        Of(place?.Position.Value, NpgsqlDbType.Bigint);

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
