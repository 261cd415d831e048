using System.Net;
using Npgsql;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Sealing;

/// <summary>Nobody is shown an older head than was shown before.</summary>
public sealed class OlderHeadTests(SigningLedger ledger, LedgerServer postgres) : IClassFixture<SigningLedger>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("note = '{0}'")]
    [InlineData("note = '{0}', size = {1}, root = decode('{2}', 'hex')")]
    public async Task What_was_put_back_to_an_older_head_is_not_shown_and_signed_again(string set)
    {
        var older = await Grown();
        var newer = await Grown();
        await using var administrator = await Administrator();

        await Run(
            administrator,
            $"set session_replication_role = replica; update ledger.signing set {string.Format(System.Globalization.CultureInfo.InvariantCulture, set, older, older.Checkpoint.Size, older.Checkpoint.Root)}; reset session_replication_role"
        );

        Assert.Equal(newer.Checkpoint, (await FirstShown(ledger.Client)).Checkpoint);
    }

    [Fact]
    public async Task A_node_shows_nothing_until_its_signer_has_looked()
    {
        var signed = await Grown();
        await using var administrator = await Administrator();
        await using var other = await administrator.OpenConnectionAsync(Now);
        await using var transaction = await other.BeginTransactionAsync(Now);
        await using (var signs = new NpgsqlCommand("select pg_advisory_xact_lock(7561, 3)", other))
        {
            await signs.ExecuteNonQueryAsync(Now);
        }

        await using var node = await SecondNode.Of(
            ledger,
            postgres,
            $"--Ledger:Origin={SigningLedger.Origin}",
            $"--Ledger:SigningKeyFile={ledger.KeyFile}",
            $"--Ledger:SignedFile={ledger.SignedFile}.second"
        );
        var before = await node.Client.Ask("/checkpoint");
        await transaction.RollbackAsync(Now);

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "checkpoint.unchecked"),
            (before.Status, before.Code)
        );
        Assert.Equal(signed.Checkpoint, (await FirstShown(node.Client)).Checkpoint);
    }

    /// <summary>A report more, and the checkpoint that holds it.</summary>
    private async Task<SignedCheckpoint> Grown()
    {
        await ledger.Client.File(Reports.Of($"older-{Guid.NewGuid():N}", Reports.Containers()));
        return await ledger.Signed();
    }

    private static async Task<SignedCheckpoint> FirstShown(HttpClient client)
    {
        var shown = await Eventually.Gives(
            () => client.Ask("/checkpoint"),
            answer => answer.Status == HttpStatusCode.OK
        );
        return SignedCheckpoint.Read(shown.Body).Value;
    }

    private async Task<NpgsqlDataSource> Administrator() =>
        NpgsqlDataSource.Create(await postgres.AdministratorConnection(ledger.Database));

    private static async Task Run(NpgsqlDataSource role, string sql)
    {
        await using var command = role.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Now);
    }
}
