using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Postgres.Tests.Projections;

/// <summary>
/// Whatever is asked, it is answered through indexes, however much there is: also by the plan that PostgreSQL makes once for all values of
/// the parameters, which it takes after a statement was asked a few times.
/// </summary>
public sealed class ReadPlanTests(ManyRows many) : IClassFixture<ManyRows>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("positions_of_subjects", "text[], text[], bigint, bigint, bigint")]
    [InlineData("read_entries", "text[]")]
    [InlineData("subjects_after", "text, text, bigint, bigint")]
    [InlineData("names_held", "text, date, text, bigint, text[]")]
    [InlineData("names_near", "date, text, bigint, text, text[], text[]")]
    [InlineData("read_reports", "date, date, text, bigint")]
    public async Task It_goes_through_no_table(string file, string parameters)
    {
        var plan = await GenericPlan(new Generation(1).Sql(file), parameters);

        Assert.DoesNotMatch("Seq Scan on (subject_entries|reports|statements|claimants)_1", plan);
        Assert.Matches("Index (Only )?Scan|Bitmap Index Scan", plan);
    }

    [Fact]
    public async Task By_a_day_when_nobody_had_said_anything_few_neighbours_of_a_name_are_looked_at()
    {
        await using var connection = await many.Ledger.Server.OpenConnectionAsync(Stop);
        var statement = new Generation(1).Sql("names_near");
        await Run(connection, $"prepare asked (date, text, bigint, text, text[], text[]) as\n{statement}");

        var plan = string.Join(
            '\n',
            await Run(
                connection,
                "explain (analyze, costs off, timing off) execute asked ('1950-01-01', null, 50, 's-5', '{}', '{}')"
            )
        );

        var passedOver = Regex
            .Matches(plan, @"Rows Removed by Filter: (\d+)", RegexOptions.None, TimeSpan.FromMinutes(1))
            .Sum(found => int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.InRange(passedOver, 1, 2_000);
    }

    private async Task<string> GenericPlan(string statement, string parameters)
    {
        await using var connection = await many.Ledger.Server.OpenConnectionAsync(Stop);
        var nothing = string.Join(", ", parameters.Split(',').Select(_ => "null"));
        await Run(connection, "set plan_cache_mode = force_generic_plan");
        await Run(connection, $"prepare asked ({parameters}) as\n{statement}");
        return string.Join('\n', await Run(connection, $"explain execute asked ({nothing})"));
    }

    private static async Task<IReadOnlyList<string>> Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var lines = new List<string>();
        while (await reader.ReadAsync(Stop))
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}

/// <summary>Read tables of many more rows than a planner would look through.</summary>
public sealed class ManyRows(LedgerServer server) : IAsyncLifetime
{
    private const string Fill = """
        insert into projections.subject_entries_1
        select 'statement/s-' || n, n, null from generate_series(1, 100000) n;
        insert into projections.reports_1
        select 'r-' || n, n, 1, 1, '2024-01-01', '2024-01-01', 'r paper ' || n from generate_series(1, 100000) n;
        insert into projections.statements_1
        select 's-' || n, '2024-01-01', 's ' || n from generate_series(1, 100000) n;
        insert into projections.claimants_1
        select 'c-' || n, '2024-01-01', 'c ' || n from generate_series(1, 100000) n;
        analyze projections.subject_entries_1;
        analyze projections.reports_1;
        analyze projections.statements_1;
        analyze projections.claimants_1;
        """;

    internal ProjectedLedger Ledger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ledger = await ProjectedLedger.Create(server);
        await Ledger.Project(Ledger.Runner());
        await using var fill = Ledger.Administrator.CreateCommand(Fill);
        await fill.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();
}
