using System.Text;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Tests.Log;

namespace TransferLedger.Postgres.Tests.Schema;

/// <summary>What is in the log stays as it was written, whoever asks.</summary>
public sealed class RightsTests(LedgerServer server) : IAsyncLifetime
{
    private LogDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await LogDatabase.Create(server);
        var log = await database.Node();
        var entry = new NewEntry(
            Guid.CreateVersion7(),
            new StreamId("report/a"),
            1,
            "containers-reported.v1",
            Encoding.UTF8.GetBytes("{}"),
            "desk",
            new Excerpt(new byte[32], "over 13,000")
        );
        Assert.IsType<AppendResult.Appended>(
            await log.Append([entry], TestContext.Current.CancellationToken)
        );
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData("update ledger.entries set type = 'other.v1'")]
    [InlineData("delete from ledger.entries")]
    [InlineData("truncate ledger.entries")]
    [InlineData("update ledger.nodes set index = 1")]
    [InlineData("delete from ledger.nodes")]
    [InlineData("truncate ledger.nodes")]
    [InlineData("delete from ledger.excerpts")]
    [InlineData("truncate ledger.excerpts")]
    [InlineData("update ledger.excerpts set text = 'under 13,000'")]
    public async Task Nobody_changes_what_was_written(string sql)
    {
        foreach (var role in new[] { database.Server, database.Owner, database.Administrator })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => LogDatabase.Run(role, sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task The_refusal_says_what_to_do_instead()
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            LogDatabase.Run(database.Owner, "delete from ledger.entries")
        );

        Assert.Contains("new event", refusal.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_may_create_tables_in_projections_only()
    {
        await LogDatabase.Run(database.Server, "create table projections.figures (id text)");

        foreach (var schema in new[] { "ledger", "public" })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
                LogDatabase.Run(database.Server, $"create table {schema}.figures (id text)")
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task A_hole_is_not_written_by_the_tables_themselves()
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            LogDatabase.Run(
                database.Server,
                "insert into ledger.entries select -1, 1, now(), gen_random_uuid(), leaf, 'report/b', type, bytes from ledger.entries"
            )
        );

        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
    }
}
