using TransferLedger.Cli.Server;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>The log of a server; of each thing no more is read than it can have bytes.</summary>
internal sealed class ServerTiles(ServerAddress address, ServerClient server) : ITileSource
{
    /// <summary>A line a key, 64 keys of the longest name and more.</summary>
    private const int LongestKeys = 64 * 1024;

    public string Name => address.Url.ToString();

    public Task<ReadOnlyMemory<byte>?> Read(string path, CancellationToken cancellation) =>
        server.Find(path, Longest(path), cancellation);

    private static int Longest(string path) =>
        path switch
        {
            MirrorFolder.Checkpoint => SignedNote.LongestNote,
            MirrorFolder.Keys => LongestKeys,
            _ => Longest(TileAddress.Read(path).Value),
        };

    private static int Longest(TileAddress tile) =>
        tile.Width * (tile.IsBundle ? sizeof(ushort) + EntryBundle.LongestEntry : Hash.Size);
}
