using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests;

/// <summary>Does to an embedded server what the product never does.</summary>
internal static class PgCtl
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>As if the machine had been switched off: nothing more is written.</summary>
    public static Task StopAtOnce(EmbeddedPostgres server, EmbeddedPostgresOptions options) =>
        Run("stop", "immediate", server, options);

    /// <summary>As if the machine had been switched off and on again; on the same port.</summary>
    public static Task RestartAtOnce(EmbeddedPostgres server, EmbeddedPostgresOptions options) =>
        Run("restart", "immediate", server, options);

    /// <summary>Everybody is told to go, and all that is to be written is written before it goes down; on the same port.</summary>
    public static Task RestartInOrder(EmbeddedPostgres server, EmbeddedPostgresOptions options) =>
        Run("restart", "fast", server, options);

    private static async Task Run(
        string what,
        string mode,
        EmbeddedPostgres server,
        EmbeddedPostgresOptions options
    )
    {
        var data = Path.Combine(options.DataFolder, "data");
        var command = new Command(
            Path.Combine(server.BinariesFolder, "pg_ctl"),
            [what, "-m", mode, "-D", data, "-s", "-w"],
            await SystemUser.ForServer(CancellationToken.None)
        )
        {
            WorkingFolder = options.DataFolder,
            InPlainEnvironment = true,
            Limit = Limit,
        };
        var ran = await command.Run(CancellationToken.None);
        Assert.True(ran.Succeeded, ran.Said);
    }
}
