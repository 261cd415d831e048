using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Core.Log;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Postgres.Tests.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Sealing;

/// <summary>A log, keys, and a folder with the files of the nodes that sign it.</summary>
internal sealed class SigningDatabase : IAsyncDisposable
{
    public const string Origin = "ledger.test";

    private readonly string folder = Directory.CreateTempSubdirectory("transferledger-signing-").FullName;
    private int streams;

    private SigningDatabase(LogDatabase log, string owner) => (Log, OwnerConnection) = (log, owner);

    public LogDatabase Log { get; }

    public string OwnerConnection { get; }

    public string KeyFile => Path.Combine(folder, "signing.key");

    public SigningKeys Keys => SigningKeyFile.Open(KeyFile, Origin, make: true).Value;

    public static async Task<SigningDatabase> Create(LedgerServer server)
    {
        var name = await server.NewDatabase();
        return new(await LogDatabase.Open(server, name), await server.OwnerConnection(name));
    }

    public SignedFile File(string node = "one") => new(Path.Combine(folder, $"{node}.note"));

    public Signer Signer(
        string node = "one",
        SigningKeys? keys = null,
        ILogger? log = null,
        Action<SigningStep>? before = null
    ) =>
        new(Log.Server, keys ?? Keys, File(node), Origin, log ?? NullLogger.Instance, TimeProvider.System)
        {
            Before = before,
        };

    /// <summary>Appends so many entries.</summary>
    public async Task Append(int entries)
    {
        var node = await Log.Node();
        for (var i = 0; i < entries; i++)
        {
            var answer = await node.Append(
                [New($"report/{++streams}", 1)],
                TestContext.Current.CancellationToken
            );
            Assert.IsType<AppendResult.Appended>(answer);
        }
    }

    /// <summary>The log as a restored backup has it: cut to a size, the memory in the database as it was given.</summary>
    public async Task CutTo(long size)
    {
        await Log.CloseNodes();
        await LogDatabase.Run(
            Log.Administrator,
            $"""
            set session_replication_role = replica;
            delete from ledger.entries where position >= {size};
            delete from ledger.nodes where (index + 1) << level > {size};
            reset session_replication_role
            """
        );
    }

    /// <summary>Other entries in the place of the last ones.</summary>
    public async Task Replace(int last)
    {
        var size = await Size();
        await CutTo(size - last);
        await Append(last);
    }

    /// <summary>The memory in the database as if it had never been.</summary>
    public Task ForgetInDatabase() => AsSuperuser("delete from ledger.signing");

    /// <summary>The next checkpoint need not wait for a second.</summary>
    public Task Later() => AsSuperuser("update ledger.signing set signed_at = signed_at - interval '10 s'");

    public Task AsSuperuser(string sql) =>
        LogDatabase.Run(
            Log.Administrator,
            $"set session_replication_role = replica; {sql}; reset session_replication_role"
        );

    public Task<long> Size() =>
        LogDatabase.Ask<long>(Log.Administrator, "select count(*) from ledger.entries");

    public async Task<Hash> Root() =>
        (await (await Log.Node()).Head(TestContext.Current.CancellationToken)).Root;

    /// <summary>The note that may be published; null where there is none.</summary>
    public async Task<SignedCheckpoint?> Published() =>
        await new SignedHeads(Log.Server, Origin, TimeProvider.System).Latest(
            TestContext.Current.CancellationToken
        );

    /// <summary>What is persisted anywhere: nothing else can ever be shown to anybody.</summary>
    public async Task<List<Checkpoint>> Persisted(params string[] nodes)
    {
        var all = new List<Checkpoint>();
        if (await Published() is { } published)
        {
            all.Add(published.Checkpoint);
        }

        foreach (var node in nodes)
        {
            if (File(node).Read() is { } filed)
            {
                all.Add(filed.Value);
            }
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
