using Npgsql;

namespace TransferLedger.Postgres.Tests;

/// <summary>Rows laid out by hand for COPY: PostgreSQL reads back what was written, all of it or none.</summary>
public sealed class BinaryCopyTests(LedgerServer postgres)
{
    private const string Columns =
        "big bigint, whole int, small smallint, flag boolean, day date, instant timestamptz, id uuid, raw bytea, words text, missing text, doc jsonb, nodoc jsonb";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_read_back_is_what_was_written()
    {
        await using var connection = await Open();
        var id = Guid.Parse("0195d5c2-9f6e-7a3b-8c4d-5e6f708192a3");
        await using (var copy = await BinaryCopy.Begin(connection, Statement, Stop))
        {
            copy.Row(12);
            copy.Write(long.MinValue);
            copy.Write(-7);
            copy.Write(short.MaxValue);
            copy.Write(true);
            copy.Write(new DateOnly(1999, 12, 31));
            copy.Write(new DateTime(2024, 2, 29, 23, 59, 59, 999, DateTimeKind.Utc).AddMicroseconds(999));
            copy.Write(id);
            copy.Write([0, 255, 10]);
            copy.Write("Łódź 🚢 containers");
            copy.Write((string?)null);
            copy.WriteJsonb("""{"targets": [{"corridor": "KP-RU"}]}""");
            copy.WriteJsonb(null);
            await copy.Complete(Stop);
        }

        Assert.Equal(
            "-9223372036854775808|-7|32767|t|1999-12-31|2024-02-29 23:59:59.999999+00|0195d5c2-9f6e-7a3b-8c4d-5e6f708192a3|\\x00ff0a|Łódź 🚢 containers|null|KP-RU|null",
            await Scalar(
                connection,
                """
                select concat_ws('|', big, whole, small, case when flag then 't' else 'f' end, day, instant, id, raw, words,
                    coalesce(missing, 'null'), doc -> 'targets' -> 0 ->> 'corridor', coalesce(nodoc::text, 'null'))
                from copied
                """
            )
        );
    }

    [Fact]
    public async Task The_first_and_the_last_day_are_infinite_as_in_Npgsql()
    {
        await using var connection = await Open();
        await using (
            var copy = await BinaryCopy.Begin(
                connection,
                "copy copied (day) from stdin (format binary)",
                Stop
            )
        )
        {
            copy.Row(1);
            copy.Write(DateOnly.MinValue);
            copy.Row(1);
            copy.Write(DateOnly.MaxValue);
            await copy.Complete(Stop);
        }

        Assert.Equal(
            "-infinity infinity",
            await Scalar(connection, "select string_agg(day::text, ' ' order by day) from copied")
        );
    }

    [Fact]
    public async Task Many_chunks_arrive_whole()
    {
        const int Rows = 5_000;
        await using var connection = await Open();
        await using (
            var copy = await BinaryCopy.Begin(
                connection,
                "copy copied (big, words) from stdin (format binary)",
                Stop
            )
        )
        {
            for (var n = 0; n < Rows; n++)
            {
                copy.Row(2);
                copy.Write((long)n);
                copy.Write(new string('x', n % 100));
                await copy.SendIfFull(Stop);
            }

            await copy.Complete(Stop);
        }

        Assert.Equal(
            (long)Rows,
            await Scalar(connection, "select count(*) from copied where length(words) = big % 100")
        );
    }

    [Fact]
    public async Task One_that_is_not_completed_leaves_no_row_and_a_connection_that_works()
    {
        await using var connection = await Open();
        await using (
            var copy = await BinaryCopy.Begin(
                connection,
                "copy copied (big) from stdin (format binary)",
                Stop
            )
        )
        {
            copy.Row(1);
            copy.Write(1L);
        }

        Assert.Equal(0L, await Scalar(connection, "select count(*) from copied"));
    }

    [Fact]
    public async Task What_PostgreSQL_refuses_is_told_and_leaves_a_connection_that_works()
    {
        await using var connection = await Open();
        await Execute(connection, "create unique index on copied (big)");
        var refused = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var copy = await BinaryCopy.Begin(
                connection,
                "copy copied (big) from stdin (format binary)",
                Stop
            );
            for (var n = 0; n < 2; n++)
            {
                copy.Row(1);
                copy.Write(1L);
            }

            await copy.Complete(Stop);
        });
        Assert.Equal(PostgresErrorCodes.UniqueViolation, refused.SqlState);
        Assert.Equal(0L, await Scalar(connection, "select count(*) from copied"));
    }

    private const string Statement = "copy copied from stdin (format binary)";

    private async Task<NpgsqlConnection> Open()
    {
        var database = await postgres.NewDatabase();
        var connection = new NpgsqlConnection(await postgres.OwnerConnection(database));
        await connection.OpenAsync(Stop);
        await Execute(connection, $"set timezone = 'UTC'; create temporary table copied ({Columns})");
        return connection;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
