namespace TransferLedger.Core.Events;

/// <summary>
/// Name of a stream, <c>kind/rest</c>: <c>report/republic-2024-02-28-shells</c>. One report is one stream: its filing, its
/// claims, and all that happens to them later.
/// </summary>
public readonly record struct StreamId(string Value)
{
    /// <summary>Every judgement of two statements, in one stream: a new one must be held against all before it.</summary>
    public static StreamId Judgements { get; } = new("judgements/all");

    /// <summary>The part before the first slash: <c>report</c>.</summary>
    public string Kind => Value[..Value.IndexOf('/', StringComparison.Ordinal)];

    public override string ToString() => Value;
}
