using System.Net;
using Npgsql;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Cli;
using TransferLedger.Scenarios.Http;
using Reports = TransferLedger.Scenarios.Http.Reports;

namespace TransferLedger.Scenarios.Sealing;

/// <summary>The log is shorter than what was signed: the server says so, loudly, until somebody accepts it by hand.</summary>
public sealed class RestoredBackupTests(SigningLedger ledger, LedgerServer postgres)
    : IClassFixture<SigningLedger>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_refused_loudly_and_accepted_by_hand()
    {
        await ledger.Client.File(
            Reports.Of("restored", string.Join(",", Enumerable.Repeat(Reports.Containers(), 9)))
        );
        Assert.Equal(10, (await ledger.Signed()).Checkpoint.Size);
        await CutTo(8);
        await Eventually.Holds(async () =>
            (await ledger.Client.Ask("/health/ready")).Status == HttpStatusCode.ServiceUnavailable
        );

        var health = (await ledger.Client.Ask("/health/ready")).Json.GetProperty("signing").Of("refused");
        Assert.Contains("has 8 entries, and 10 were signed", health, StringComparison.Ordinal);
        var checkpoint = await ledger.Client.Ask("/checkpoint");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "checkpoint.refused"),
            (checkpoint.Status, checkpoint.Code)
        );
        Assert.Contains(
            "transferledger_signing_refused 1\n",
            (await ledger.Client.Ask("/metrics")).Text,
            StringComparison.Ordinal
        );

        var unconfirmed = await (await Owner()).Run("keys", "accept-fork");
        Assert.Equal(2, unconfirmed.ExitCode);
        Assert.Contains("fork.unconfirmed", unconfirmed.Error, StringComparison.Ordinal);
        Assert.Contains("10 entries, root", unconfirmed.Error, StringComparison.Ordinal);
        var accepted = await (await Owner()).Run(
            "keys",
            "accept-fork",
            "--yes",
            "--reason",
            "restored",
            "--json"
        );
        Assert.True(accepted.ExitCode == 0, accepted.Error);
        Assert.Equal(8, accepted.Json.GetProperty("log").Number("size"));
        Assert.Equal(10, accepted.Json.GetProperty("database").Number("size"));

        await Eventually.Holds(async () =>
            (await ledger.Client.Ask("/health/ready")).Status == HttpStatusCode.OK
        );
        Assert.Equal(8, (await ledger.Signed()).Checkpoint.Size);
    }

    private async Task CutTo(long size)
    {
        await using var administrator = NpgsqlDataSource.Create(
            await postgres.AdministratorConnection(ledger.Database)
        );
        await using var cut = administrator.CreateCommand(
            $"set session_replication_role = replica; delete from ledger.entries where position >= {size}"
        );
        await cut.ExecuteNonQueryAsync(Now);
    }

    private async Task<Tool> Owner() =>
        new(
            ("ConnectionStrings__Ledger", await postgres.ServerConnection(ledger.Database)),
            ("ConnectionStrings__LedgerOwner", await postgres.OwnerConnection(ledger.Database)),
            ("Ledger__SignedFile", ledger.SignedFile)
        );
}
