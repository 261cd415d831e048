using System.Net;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Sealing;

/// <summary>The keys of an embedded ledger are lost: it answers, signs nothing, and makes no others.</summary>
public sealed class LostKeysTests : IAsyncDisposable
{
    private readonly string folder = Path.Combine(
        Path.GetTempPath(),
        $"transferledger-lost-keys-tests-{Environment.UserName}",
        Guid.NewGuid().ToString("N")
    );

    private string KeyFile => Path.Combine(folder, "signing.key");

    private EmbeddedPostgresOptions Options => new() { DataFolder = Path.Combine(folder, "postgres") };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_anything_was_signed_no_other_keys_are_made(bool hasFile)
    {
        Directory.CreateDirectory(folder);
        var first = await Started(async server => (await Shown(server)).Note);
        File.Move(KeyFile, KeyFile + ".kept");
        if (!hasFile)
        {
            File.Delete(Path.Combine(folder, "signed.note"));
        }

        var (checkpoint, health) = await Started(async server =>
            (await server.Client.Ask("/checkpoint"), await server.Client.Ask("/health/ready"))
        );

        Assert.False(File.Exists(KeyFile));
        Assert.Equal((HttpStatusCode.NotFound, "checkpoint.none"), (checkpoint.Status, checkpoint.Code));
        Assert.Contains(KeyFile, checkpoint.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, health.Status);
        Assert.Contains(KeyFile, health.Json.GetProperty("signing").Of("refused"), StringComparison.Ordinal);

        File.Move(KeyFile + ".kept", KeyFile);
        Assert.Equal(first, await Started(async server => (await Shown(server)).Note));
    }

    public async ValueTask DisposeAsync()
    {
        Assert.True(await EmbeddedPostgres.Discard(Options));
        Directory.Delete(folder, recursive: true);
    }

    private async Task<T> Started<T>(Func<ServerProcess, Task<T>> ask)
    {
        await using var server = await ServerProcess.Start(folder, Now);
        return await ask(server);
    }

    private static async Task<SignedCheckpoint> Shown(ServerProcess server)
    {
        var shown = await Eventually.Gives(
            () => server.Client.Ask("/checkpoint"),
            answer => answer.Status == HttpStatusCode.OK
        );
        return SignedCheckpoint.Read(shown.Body).Value;
    }
}
