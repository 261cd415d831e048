using System.ComponentModel.DataAnnotations;

namespace TransferLedger.Server.Api;

/// <summary>Options of section <c>Ledger</c>; a bad value stops the start.</summary>
public sealed class LedgerOptions
{
    public const string Section = "Ledger";

    /// <summary>
    /// Name of this ledger for ever, as a URL without scheme; it is written into every entry. Default
    /// <c>localhost/transferledger</c>; set it before the first report of a ledger that others shall trust.
    /// </summary>
    [RegularExpression(
        @"^[a-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._-]+)*$",
        ErrorMessage = "Ledger:Origin is a URL without scheme, such as ledger.example.org/arms."
    )]
    public string Origin { get; set; } = "localhost/transferledger";

    /// <summary>Whether reads need no key. Default true; set false where readers must be known.</summary>
    public bool PublicReads { get; set; } = true;

    /// <summary>Seconds that a filing waits until it can be read. Default 2, range 0 to 60.</summary>
    [Range(0, 60)]
    public double ProjectedWithinSeconds { get; set; } = 2;

    /// <summary>File the sample into an empty ledger and print what follows from it. Default false; <c>--sample</c> sets it.</summary>
    public bool Sample { get; set; }

    /// <summary>Where the embedded PostgreSQL keeps its data. Default: a folder of this user, or of this machine for root.</summary>
    public string? DataFolder { get; set; }

    /// <summary>
    /// File with the private keys that sign checkpoints: PKCS #8 in PEM, one Ed25519 key, one on P-256, or both; the same on all
    /// nodes and for ever, readable by the server alone. Default with the embedded database: <c>signing.key</c> beside its data,
    /// made at the first start; with another one: none, and this node signs nothing.
    /// </summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>
    /// File outside of the database in which this node remembers the checkpoint that was signed last: it must outlive the
    /// process, and no two nodes share one. Default: <c>signed.note</c> in the data folder.
    /// </summary>
    public string? SignedFile { get; set; }
}
