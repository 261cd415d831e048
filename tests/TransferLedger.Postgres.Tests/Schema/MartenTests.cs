using System.Text;
using System.Text.Json;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Tests.Log;

namespace TransferLedger.Postgres.Tests.Schema;

/// <summary>The log as a Marten service reads it: the columns of Marten's own tables, and nothing that can be written.</summary>
public sealed class MartenTests(LedgerServer server) : IAsyncLifetime
{
    private LogDatabase database = null!;
    private PostgresLog log = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await LogDatabase.Create(server);
        log = await database.Node();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(
        "mt_events",
        "seq_id bigint",
        "id uuid",
        "stream_id character varying",
        "version bigint",
        "data jsonb",
        "bdata bytea",
        "type character varying(500)",
        "timestamp timestamp with time zone",
        "tenant_id character varying",
        "mt_dotnet_type character varying",
        "correlation_id character varying",
        "causation_id character varying",
        "headers jsonb",
        "is_archived boolean"
    )]
    [InlineData(
        "mt_streams",
        "id character varying",
        "type character varying",
        "version bigint",
        "timestamp timestamp with time zone",
        "created timestamp with time zone",
        "tenant_id character varying",
        "is_archived boolean"
    )]
    [InlineData("mt_events_sequence", "last_value bigint")]
    public async Task A_view_has_the_columns_of_Martens_table_in_their_order(
        string view,
        params string[] columns
    ) =>
        Assert.Equal(
            columns,
            await LogDatabase.Ask<string[]>(
                database.Server,
                $"""
                select array_agg(attname || ' ' || format_type(atttypid, atttypmod) order by attnum)
                from pg_attribute where attrelid = 'marten.{view}'::regclass and attnum > 0
                """
            )
        );

    [Fact]
    public async Task Every_stored_name_has_the_alias_and_the_NET_type_of_its_record()
    {
        foreach (var name in EventNames.All)
        {
            var record = EventNames.TypeOf(name);
            Assert.Equal(
                (
                    JsonNamingPolicy.SnakeCaseLower.ConvertName(record.Name),
                    $"{record.FullName}, {record.Assembly.GetName().Name}"
                ),
                (
                    await LogDatabase.Ask<string>(database.Server, $"select marten.alias('{name}')"),
                    await LogDatabase.Ask<string>(database.Server, $"select marten.dotnet_type('{name}')")
                )
            );
        }
    }

    [Fact]
    public async Task A_later_shape_has_its_number_in_its_alias() =>
        Assert.Equal(
            "containers_reported_v2",
            await LogDatabase.Ask<string>(database.Server, "select marten.alias('containers-reported.v2')")
        );

    [Fact]
    public async Task An_event_is_shown_as_Marten_would_have_stored_it()
    {
        await Append("report/a", 1, "report-filed.v1", """{"title":"Über Granaten"}""");
        var entry = await Append("report/a", 2, "containers-reported.v1", """{"b":[1,"x"],"a":null}""");

        Assert.Equal(
            $$"""
            {"seq_id": 2, "id": "{{entry.Id}}", "stream_id": "report/a", "version": 2, "data": {"a": null, "b": [1, "x"]}, "bdata": null, "type": "containers_reported", "tenant_id": "*DEFAULT*", "mt_dotnet_type": "TransferLedger.Core.Events.ContainersReported, TransferLedger.Core", "correlation_id": null, "causation_id": null, "headers": null, "is_archived": false}
            """,
            await Row("select * from marten.mt_events where seq_id = 2", "timestamp")
        );
        Assert.Equal(
            entry.RecordedAt,
            await LogDatabase.Ask<DateTime>(
                database.Server,
                "select timestamp from marten.mt_events where seq_id = 2"
            )
        );
        Assert.Equal(
            "Über Granaten",
            await LogDatabase.Ask<string>(
                database.Server,
                "select data ->> 'title' from marten.mt_events where stream_id = 'report/a' and version = 1"
            )
        );
    }

    [Fact]
    public async Task A_stream_is_shown_with_its_kind_its_version_and_its_first_and_last_moment()
    {
        var first = await Append("report/a", 1, "report-filed.v1", "{}");
        await Append("judgements/all", 1, "statements-judged.v1", "{}");
        var last = await Append("report/a", 2, "containers-reported.v1", "{}");

        Assert.Equal(
            """{"id": "report/a", "type": "report", "version": 2, "tenant_id": "*DEFAULT*", "is_archived": false}""",
            await Row("select * from marten.mt_streams where id = 'report/a'", "timestamp", "created")
        );
        Assert.Equal(
            [first.RecordedAt, last.RecordedAt],
            await LogDatabase.Ask<DateTime[]>(
                database.Server,
                "select array[created, timestamp] from marten.mt_streams where id = 'report/a'"
            )
        );
        Assert.Equal(
            ["judgements", "report"],
            await LogDatabase.Ask<string[]>(
                database.Server,
                "select array_agg(type order by type) from marten.mt_streams"
            )
        );
    }

    [Fact]
    public async Task The_sequence_shows_the_newest_number_and_nothing_before_its_commit()
    {
        const string Last = "select last_value from marten.mt_events_sequence";
        Assert.Equal(0L, await LogDatabase.Ask<long>(database.Server, Last));

        await Append("report/a", 1, "report-filed.v1", "{}");

        Assert.Equal(1L, await LogDatabase.Ask<long>(database.Server, Last));
    }

    [Theory]
    [InlineData("insert into marten.mt_events (seq_id, stream_id, version) values (9, 'report/a', 9)")]
    [InlineData("insert into marten.mt_events (stream_id) select 'report/a' where false")]
    [InlineData("update marten.mt_events set is_archived = true")]
    [InlineData("update marten.mt_events set is_archived = true where false")]
    [InlineData("delete from marten.mt_events")]
    [InlineData("insert into marten.mt_streams (id, version) values ('report/b', 1)")]
    [InlineData("update marten.mt_streams set version = 9")]
    [InlineData("delete from marten.mt_streams where id = 'report/a'")]
    [InlineData("update marten.mt_events_sequence set last_value = 9")]
    public async Task Appending_is_refused_and_the_hint_names_the_address_that_records(string sql)
    {
        await Append("report/a", 1, "report-filed.v1", "{}");
        await LogDatabase.Run(database.Administrator, Service("refused"));
        await using var service = NpgsqlDataSource.Create(As("refused"));

        foreach (var role in new[] { service, database.Server, database.Owner, database.Administrator })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => LogDatabase.Run(role, sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
            Assert.Contains("POST /reports", refusal.Hint, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await log.Head(Now)).Size);
    }

    [Theory]
    [InlineData("truncate marten.mt_events")]
    [InlineData("select nextval('marten.mt_events_sequence')")]
    public async Task What_only_tables_and_sequences_take_is_refused(string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            LogDatabase.Run(database.Administrator, sql)
        );

        Assert.Equal(PostgresErrorCodes.WrongObjectType, refusal.SqlState);
    }

    [Fact]
    public async Task A_service_with_a_role_of_its_own_reads_the_views_and_nothing_else()
    {
        await Append("report/a", 1, "report-filed.v1", "{}");
        await LogDatabase.Run(database.Administrator, Service("reading"));
        await using var service = NpgsqlDataSource.Create(As("reading"));

        Assert.Equal(
            "report_filed",
            await LogDatabase.Ask<string>(
                service,
                "select e.type from marten.mt_events e join marten.mt_streams s on s.id = e.stream_id"
            )
        );
        foreach (var table in new[] { "entries", "excerpts", "keys", "quotes" })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
                LogDatabase.Run(service, $"select from ledger.{table}")
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    /// <summary>As deploy/OPERATING.md has it.</summary>
    private string Service(string role) =>
        $"""
            do $$ begin create role {role} login password 'secret'; exception when duplicate_object then null; end $$;
            grant connect on database "{Named(database.ServerConnection).Database}" to {role};
            grant usage on schema marten to {role};
            grant select on all tables in schema marten to {role};
            """;

    private string As(string role) =>
        new NpgsqlConnectionStringBuilder(database.ServerConnection)
        {
            Username = role,
            Password = "secret",
            Pooling = false,
        }.ConnectionString;

    private static NpgsqlConnectionStringBuilder Named(string connection) => new(connection);

    private async Task<Entry> Append(string stream, long version, string type, string data)
    {
        var entry = new NewEntry(
            Guid.CreateVersion7(),
            new StreamId(stream),
            version,
            type,
            Encoding.UTF8.GetBytes(data),
            "desk"
        );
        return Assert.IsType<AppendResult.Appended>(await log.Append([entry], Now)).Entries[0];
    }

    /// <summary>The one row of a query as JSON in the order of its columns.</summary>
    /// <param name="without">Columns that are left out.</param>
    private async Task<string> Row(string query, params string[] without)
    {
        await using var command = database.Server.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync(Now);
        Assert.True(await reader.ReadAsync(Now));
        var members = Enumerable
            .Range(0, reader.FieldCount)
            .Where(i => !without.Contains(reader.GetName(i)))
            .Select(i => $"\"{reader.GetName(i)}\": {Shown(reader, i)}");
        return $"{{{string.Join(", ", members)}}}";
    }

    private static string Shown(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? "null"
        : reader.GetDataTypeName(column) == "jsonb" ? reader.GetString(column)
        : JsonSerializer.Serialize(reader.GetValue(column), Plain);

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
