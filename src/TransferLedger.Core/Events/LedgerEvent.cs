namespace TransferLedger.Core.Events;

/// <summary>
/// What we write down: whole facts in the past tense, of a frozen shape. A new shape gets a new stored name and an upcast.
/// Source: domain.md section 2.
/// </summary>
public abstract record LedgerEvent
{
    private protected LedgerEvent() { }
}
