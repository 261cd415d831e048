using Npgsql;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests.Embedded;

/// <summary>A data folder for one test or one class, gone at its end together with whatever still runs in it.</summary>
public sealed class ServerHome : IAsyncDisposable
{
    public ServerHome() =>
        Options = new EmbeddedPostgresOptions
        {
            DataFolder = Path.Combine(
                Path.GetTempPath(),
                $"transferledger-embedded-tests-{Environment.UserName}",
                Guid.NewGuid().ToString("N")
            ),
        };

    public EmbeddedPostgresOptions Options { get; }

    public string Root => Options.DataFolder;

    public string PostmasterPid => Path.Combine(Root, "data", "postmaster.pid");

    public Task<EmbeddedPostgres> Start() =>
        EmbeddedPostgres.Start(Options, logger: null, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => Assert.True(await EmbeddedPostgres.Discard(Options));

    public static async Task<string?> Ask(string connectionString, string sql)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var how = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(how.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(cancellation))?.ToString();
    }
}
