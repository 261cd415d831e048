using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Scenarios.Audit;

/// <summary>A log of made-up entries, signed, and a server that shows it as files: it can tell whatever history it likes.</summary>
internal sealed class MadeLog : IAsyncDisposable
{
    private const string Origin = "ledger.test/arms";
    private readonly WebApplication host;
    private readonly ConcurrentQueue<string> asked = new();

    private MadeLog(WebApplication host, SigningKeys keys) => (this.host, Keys) = (host, keys);

    public SigningKeys Keys { get; }

    /// <summary>What it shows, by path.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What it answers where it has nothing.</summary>
    public int Nothing { get; set; } = StatusCodes.Status404NotFound;

    /// <summary>What was said for whom the asker is; null: nothing.</summary>
    public string? Authorization { get; private set; }

    public string Url => host.Urls.First();

    /// <summary>What it was asked for since this was last read.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            var all = asked.ToList();
            asked.Clear();
            return all;
        }
    }

    public static async Task<MadeLog> Start(string keyFile)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var host = builder.Build();
        var made = new MadeLog(host, SigningKeyFile.Open(keyFile, Origin, make: true).Value);
        host.Run(async context =>
        {
            var path = context.Request.Path.Value![1..];
            made.asked.Enqueue(path);
            made.Authorization = context.Request.Headers.Authorization;
            context.Response.StatusCode = made.Files.ContainsKey(path)
                ? StatusCodes.Status200OK
                : made.Nothing;
            await context.Response.Body.WriteAsync(made.Files.GetValueOrDefault(path) ?? []);
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        return made;
    }

    /// <summary>So many entries: those before <paramref name="from"/> of the one story, the rest of another.</summary>
    public void Show(int size, int from = int.MaxValue) =>
        Show([.. Enumerable.Range(0, size).Select(n => n < from ? $"entry {n}" : $"other {n}")]);

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    private void Show(IReadOnlyList<string> story)
    {
        Files.Clear();
        var entries = story.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text)).ToList();
        var leaves = entries.Select(entry => Merkle.Leaf(entry.Span)).ToList();
        foreach (var tile in TileAddress.AllEntries(entries.Count))
        {
            Files[tile.ToString()] = EntryBundle.Write(Of(tile, entries));
        }

        var subtrees = leaves.Chunk(TileAddress.FullWidth).Select(Root).ToList();
        foreach (var tile in TileAddress.AllHashes(entries.Count))
        {
            Files[tile.ToString()] =
            [
                .. Of(tile, tile.Level == 0 ? leaves : subtrees).SelectMany(hash => hash.ToArray()),
            ];
        }

        var head = Checkpoint.Of(Origin, entries.Count, Root(leaves)).Value;
        Files["checkpoint"] = SignedCheckpoint.Sign(head, Keys).Note.ToBytes();
        Files["log.vkey"] = Encoding.UTF8.GetBytes(string.Concat(Keys.Verifiers.Select(key => $"{key}\n")));
    }

    private static List<T> Of<T>(TileAddress tile, List<T> all) =>
        all.GetRange((int)tile.Range.From, tile.Range.Count);

    private static Hash Root(IReadOnlyCollection<Hash> leaves)
    {
        var check = new CopyCheck();
        foreach (var leaf in leaves)
        {
            check.Add(leaf);
        }

        return check.Root;
    }
}
