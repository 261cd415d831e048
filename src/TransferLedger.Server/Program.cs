using Microsoft.Extensions.Options;
using Npgsql;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Server;

// Exit codes as of the command line: 2 wrong usage or settings, 3 the database failed.
try
{
    await using var host = await LedgerHost.Start(args, CancellationToken.None);
    await host.Greet(CancellationToken.None);
    await host.WaitForShutdown();
    return 0;
}
catch (OptionsValidationException e)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, e.Failures));
    return 2;
}
catch (EmbeddedPostgresUnavailable e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 3;
}
catch (NpgsqlException e)
{
    await Console.Error.WriteLineAsync($"The database does not let the server start: {e.Message}");
    return 3;
}
