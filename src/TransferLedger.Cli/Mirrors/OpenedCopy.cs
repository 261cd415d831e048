using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>A copy of a log that was named: a folder, or what a server shows.</summary>
internal sealed class OpenedCopy : IDisposable
{
    private readonly ServerClient? server;

    private OpenedCopy(ITileSource source, ServerClient? server) => (Source, this.server) = (source, server);

    public ITileSource Source { get; }

    /// <param name="place">The path of a folder, or an address that begins with http.</param>
    public static OpenedCopy At(string place)
    {
        if (
            place.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || place.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        )
        {
            var address = ServerAddress.Find(place, key: null);
            var client = new ServerClient(address);
            return new(new ServerTiles(address, client), client);
        }

        return Directory.Exists(place)
            ? new(new MirrorFolder(place), server: null)
            : throw HaltException.Wrong(
                "folder.missing",
                $"There is no folder {place}. Make one with transferledger mirror, or name a server by its http address."
            );
    }

    /// <summary>Keys that were given, else those that the copy names for itself.</summary>
    public async Task<BelievedKeys> Believed(IReadOnlyList<string> given, CancellationToken cancellation) =>
        given.Count > 0
            ? BelievedKeys.Given(given)
            : await BelievedKeys.NamedBy(Source, cancellation)
                ?? throw HaltException.Wrong(
                    "key.none",
                    $"{Source.Name} names no key that signs its log. Name one with --key."
                );

    public async Task<SignedCheckpoint> Checkpoint(CopyOf copy, CancellationToken cancellation) =>
        await copy.Checkpoint(origin: null, cancellation)
        ?? throw new HaltException(
            ExitCode.Difference,
            [
                new Complaint(
                    "checkpoint.none",
                    $"{Source.Name} holds no checkpoint, so nothing says what belongs there. Mirror the log again."
                ),
            ]
        );

    public void Dispose() => server?.Dispose();
}
