namespace TransferLedger.Core.Events;

/// <summary>
/// Name of a stream, <c>kind/rest</c>: <c>report/republic-2024-02-28-shells</c>. One report is one stream: its filing, its
/// claims, and all that happens to them later.
/// </summary>
public readonly record struct StreamId(string Value)
{
    /// <summary>The part before the first slash: <c>report</c>.</summary>
    public string Kind => Value[..Value.IndexOf('/', StringComparison.Ordinal)];

    public override string ToString() => Value;
}
