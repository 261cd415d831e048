using TransferLedger.Core.Faults;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Background;

/// <summary>What this node signs with, or why it does not sign.</summary>
internal sealed record Signing
{
    private const string KeyFile = "signing.key";
    private const string SignedFileName = "signed.note";

    private Signing(Signer? signer, string? whyNot) => (Signer, WhyNot) = (signer, whyNot);

    /// <summary>The keys that signed before are gone: the ledger answers, and signs nothing.</summary>
    public bool IsKeyLost { get; private init; }

    /// <summary>Null where this node has no key.</summary>
    public Signer? Signer { get; }

    /// <summary>What to do that it signs; null where it does.</summary>
    public string? WhyNot { get; }

    /// <summary>
    /// With the embedded database keys are made at the first start, beside its data, and never where anything was signed before;
    /// otherwise they are those of <c>Ledger:SigningKeyFile</c>, or there are none. Faults: <c>signing.no-file</c>, and those of the key file.
    /// </summary>
    public static async Task<Outcome<Signing>> Set(
        LedgerDatabase database,
        LedgerOptions options,
        ILoggerFactory loggers,
        CancellationToken cancellation
    )
    {
        if (options.SigningKeyFile is null && database.Home is null)
        {
            return new Signing(
                signer: null,
                "no signing key is set. Whoever runs the ledger sets Ledger:SigningKeyFile and Ledger:SignedFile on each node."
            );
        }

        var folder = database.Home ?? options.DataFolder;
        if (options.SignedFile is null && folder is null)
        {
            return Fault.At(
                "signing.no-file",
                "Ledger:SigningKeyFile is set, and this node has no place to remember what it signed. Set Ledger:SignedFile to a file that outlives the process and lies outside of the database."
            );
        }

        var path = options.SigningKeyFile ?? Path.Combine(folder!, KeyFile);
        var file = new SignedFile(options.SignedFile ?? Path.Combine(folder!, SignedFileName));
        if (
            options.SigningKeyFile is null
            && await SigningKeyFile.Lost(path, database.Source, file, options.Origin, cancellation)
                is { } lost
        )
        {
            return new Signing(signer: null, lost) { IsKeyLost = true };
        }

        return SigningKeyFile
            .Open(path, options.Origin, make: options.SigningKeyFile is null)
            .Map(keys => new Signing(
                new Signer(
                    database.Source,
                    keys,
                    file,
                    options.Origin,
                    loggers.CreateLogger<Signer>(),
                    TimeProvider.System
                ),
                whyNot: null
            ));
    }

    /// <summary>Says at the start what is signed with, or that nothing is signed.</summary>
    public void Announce(ILogger logger)
    {
        if (Signer is null)
        {
            if (IsKeyLost)
            {
                logger.KeysAreLost(WhyNot!);
            }
            else
            {
                logger.SignsNothing(WhyNot!);
            }

            return;
        }

        foreach (var key in Signer.Keys.Verifiers)
        {
            logger.SignsWith(key.ToString());
        }

        if (!Signer.Keys.IsConformant)
        {
            logger.IsNotConformant(
                Signer.Keys.LacksLibcrypto
                    ? "OpenSSL's libcrypto 3 is not on this machine. Install it."
                    : "there is no Ed25519 key in the key file. Add one: openssl genpkey -algorithm ed25519."
            );
        }
    }
}
