using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;

namespace TransferLedger.Postgres.Excerpts;

/// <summary>A quote on its way from one database of a ledger to another.</summary>
/// <param name="Entry">Id of the entry that holds its digest.</param>
public sealed record CarriedExcerpt(Guid Entry, Excerpt Excerpt);

/// <summary>What became of a quote that was brought in.</summary>
public abstract record BroughtIn
{
    private BroughtIn() { }

    /// <summary>It lies beside its entry now.</summary>
    public sealed record Written : BroughtIn;

    /// <summary>It lay there already.</summary>
    public sealed record There : BroughtIn;

    /// <summary>The log says that it was erased: it stays away.</summary>
    public sealed record Erased : BroughtIn;

    /// <summary>It is not the quote of an entry of this ledger.</summary>
    public sealed record Refused(Fault Fault) : BroughtIn;
}
