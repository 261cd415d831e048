using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Mirrors;

/// <summary>The log of a server.</summary>
internal sealed class ServerTiles(ServerAddress address, ServerClient server) : ITileSource
{
    public string Name => address.Url.ToString();

    public Task<ReadOnlyMemory<byte>?> Read(string path, CancellationToken cancellation) =>
        server.Find(path, cancellation);
}
