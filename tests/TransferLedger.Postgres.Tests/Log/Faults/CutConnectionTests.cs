using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>What a writing node asks of the database, as a request of its own on the wire.</summary>
public enum Request
{
    /// <summary>One entry, optimistically.</summary>
    Single,

    /// <summary>Two entries, optimistically.</summary>
    Many,

    /// <summary>An entry with a quote, optimistically.</summary>
    Sealing,

    /// <summary>The lock, and what was appended since.</summary>
    Look,

    /// <summary>Insert and commit under the lock.</summary>
    Locked,

    /// <summary>The lock of a bulk batch.</summary>
    BulkLook,

    /// <summary>A bulk batch begins to copy.</summary>
    CopyBegins,

    /// <summary>Rows of a bulk batch.</summary>
    Copying,

    /// <summary>The end of the rows.</summary>
    Copied,

    /// <summary>Commit of a bulk batch.</summary>
    BulkCommit,
}

/// <summary>Connections that are lost at every place of every request that writes.</summary>
public sealed class CutConnectionTests(CutConnectionTests.OneDatabase one)
    : IClassFixture<CutConnectionTests.OneDatabase>
{
    internal static readonly Dictionary<Request, string> Texts = new()
    {
        [Request.Single] = SqlFile.Read("Log/append_one.sql"),
        [Request.Many] = SqlFile.Read("Log/append.sql"),
        [Request.Sealing] = SqlFile.Read("Log/append_sealing.sql"),
        [Request.Look] = SqlFile.Read("Log/lock.sql"),
        [Request.Locked] = SqlFile.Read("Log/append_sealing.sql") + ";\ncommit",
        [Request.BulkLook] = SqlFile.Read("Log/lock.sql"),
        [Request.CopyBegins] = SqlFile.ReadStatement("Log/copy_entries.sql"),
        [Request.Copying] = "copy data",
        [Request.Copied] = "copy done",
        [Request.BulkCommit] = "notify ledger",
    };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<Request, Place> Cuts =>
        new(Enum.GetValues<Request>(), Enum.GetValues<Place>());

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Each_entry_is_stored_once_and_acknowledged_once_wherever_the_connection_is_cut(
        Request request,
        Place place
    )
    {
        await using var database = await one.Open();
        await using var proxy = new Proxy(database.Port);
        var node = await database.Node(proxy.Before(database.ServerConnection));
        var acknowledged = new Acknowledged((await node.Head(Now)).Size);
        acknowledged.Take(await node.Append([New($"report/{request}-{place}-before", 1)], Now));
        if (request is Request.Look or Request.Locked)
        {
            // A node that finds out that another has written goes on under the lock.
            var other = await database.Node(database.ServerConnection);
            acknowledged.Take(await other.Append([New($"report/{request}-{place}-other", 1)], Now));
        }

        var trap = proxy.Set(new Trap(Texts[request], place));
        foreach (var answer in await Ask(node, request, $"report/{request}-{place}"))
        {
            acknowledged.Take(answer);
        }

        await trap.Reached.WaitAsync(TimeSpan.FromMinutes(3), Now);
        await acknowledged.IsWhatIsStored(node);
    }

    private static async Task<IReadOnlyList<AppendResult>> Ask(
        PostgresLog node,
        Request request,
        string stream
    ) =>
        request switch
        {
            >= Request.BulkLook => await node.AppendBulk(
                [
                    [New($"{stream}-a", 1), New($"{stream}-a", 2)],
                    [New($"{stream}-b", 1)],
                ],
                Now
            ),
            Request.Many or Request.Locked => [await node.Append([New(stream, 1), New(stream, 2)], Now)],
            Request.Sealing => [await node.Append([New(stream, 1, new Excerpt(new byte[32], "quote"))], Now)],
            _ => [await node.Append([New(stream, 1)], Now)],
        };

    /// <summary>One database for all places; each has nodes of its own in it.</summary>
    public sealed class OneDatabase(LedgerServer server) : IAsyncLifetime
    {
        private string name = "";

        internal Task<LogDatabase> Open() => LogDatabase.Open(server, name);

        public async ValueTask InitializeAsync() => name = await server.NewDatabase();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
