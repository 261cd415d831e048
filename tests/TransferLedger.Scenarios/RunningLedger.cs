using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Core.Log;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using TransferLedger.Server;

namespace TransferLedger.Scenarios;

/// <summary>
/// The real server on a port of its own, over a database of its own; one for each test class that asks for it. A class that
/// wants settings of its own derives from it.
/// </summary>
public class RunningLedger(LedgerServer postgres) : IAsyncLifetime
{
    private LedgerHost? host;

    /// <summary>More arguments for the server: <c>--Ledger:PublicReads=false</c>, <c>--sample</c>.</summary>
    protected virtual string[] Arguments => [];

    /// <summary>More of the connection string: <c>;Maximum Pool Size=5</c>.</summary>
    protected virtual string ConnectionMore => "";

    /// <summary>Puts parts in before the usual ones.</summary>
    protected virtual void Before(IServiceCollection services) { }

    public string Url => host!.Address;

    /// <summary>Text of an admin key.</summary>
    public string AdminKey { get; private set; } = "";

    /// <summary>Sends the admin key.</summary>
    public HttpClient Client { get; private set; } = new();

    public IServiceProvider Services => host!.Services;

    public string Database { get; private set; } = "";

    public virtual async ValueTask InitializeAsync()
    {
        Database = await postgres.NewDatabase();
        host = await LedgerHost.Start(
            [
                "--urls=http://127.0.0.1:0",
                $"--ConnectionStrings:Ledger={await postgres.ServerConnection(Database)}{ConnectionMore}",
                $"--ConnectionStrings:LedgerOwner={await postgres.OwnerConnection(Database)}",
                "--Logging:LogLevel:Default=Warning",
                // Tests read what they wrote; on a busy machine that may take longer than a user is kept waiting.
                "--Ledger:ProjectedWithinSeconds=60",
                .. Arguments,
            ],
            CancellationToken.None,
            Before
        );
        AdminKey = await NewKey(Role.Admin);
        Client = ClientWith(AdminKey);
    }

    /// <summary>Makes a key and gives its text.</summary>
    public async Task<string> NewKey(Role role, DateTime? expiresAt = null)
    {
        var keys = Services.GetRequiredService<KeyStore>();
        var (_, text) = await keys.Create(role, $"test-{role}", expiresAt, CancellationToken.None);
        return text.ToString();
    }

    /// <param name="key">Null: sends none.</param>
    public HttpClient ClientWith(string? key)
    {
        var client = new HttpClient { BaseAddress = new Uri(Url) };
        client.DefaultRequestHeaders.Authorization = key is null
            ? null
            : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}

/// <summary>The same with the sample filed.</summary>
public sealed class SampleLedger(LedgerServer postgres) : RunningLedger(postgres)
{
    protected override string[] Arguments => ["--sample"];
}

/// <summary>The same with a key of its own, so that it signs checkpoints.</summary>
public class SigningLedger : RunningLedger
{
    public const string Origin = "ledger.test/arms";
    private readonly string folder = Directory.CreateTempSubdirectory("transferledger-signing-").FullName;

    public SigningLedger(LedgerServer postgres)
        : this(postgres, keyFile: null) { }

    /// <param name="keyFile">Of another ledger; null: one of its own.</param>
    protected SigningLedger(LedgerServer postgres, string? keyFile)
        : base(postgres)
    {
        KeyFile = keyFile ?? Path.Combine(folder, "signing.key");
        Keys = SigningKeyFile.Open(KeyFile, Origin, make: true).Value;
    }

    public SigningKeys Keys { get; }

    public string KeyFile { get; }

    public string SignedFile => Path.Combine(folder, "signed.note");

    protected override string[] Arguments =>
        [
            $"--Ledger:Origin={Origin}",
            $"--Ledger:SigningKeyFile={KeyFile}",
            $"--Ledger:SignedFile={SignedFile}",
        ];

    /// <summary>Waits until a checkpoint holds all that is in the log, and gives it.</summary>
    public async Task<SignedCheckpoint> Signed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var size = (await Services.GetRequiredService<ILog>().Head(cancellation)).Size;
        var signed = await Eventually.Gives(
            () => Client.Ask("/checkpoint"),
            answer => answer.Status == HttpStatusCode.OK && Opened(answer).Checkpoint.Size >= size
        );
        return Opened(signed);
    }

    private SignedCheckpoint Opened(Answer answer) =>
        SignedCheckpoint.Open(answer.Body, Keys.Verifiers, Origin).Value;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Another history of the same log, signed with the same key.</summary>
public sealed class ForkedLedger(LedgerServer postgres, SigningLedger of)
    : SigningLedger(postgres, of.KeyFile);

/// <summary>The sample, signed.</summary>
public sealed class SignedSample(LedgerServer postgres) : SigningLedger(postgres)
{
    protected override string[] Arguments => [.. base.Arguments, "--sample"];
}

/// <summary>The same of which nobody reads without a key.</summary>
public sealed class ClosedSample(LedgerServer postgres) : SigningLedger(postgres)
{
    protected override string[] Arguments => [.. base.Arguments, "--sample", "--Ledger:PublicReads=false"];
}
