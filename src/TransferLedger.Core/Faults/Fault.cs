namespace TransferLedger.Core.Faults;

/// <summary>
/// One thing that is wrong with input: where it stands, a stable code, and a sentence that says what to do.
/// A fault is never a bug of ours; bugs throw.
/// </summary>
/// <param name="Place">JSON pointer (RFC 6901) into what was given; empty for the whole.</param>
/// <param name="Code">Stable, dotted, kebab case: <c>quantity.unreadable</c>. Programs switch on it.</param>
/// <param name="Says">One or two sentences for the person who has to mend it.</param>
public sealed record Fault(string Place, string Code, string Says)
{
    /// <summary>A fault of the value itself; whoever knows where the value stands adds the place.</summary>
    public static Fault At(string code, string says) => new("", code, says);

    /// <summary>The same fault seen from further out: <paramref name="place"/> goes before its own.</summary>
    public Fault Under(string place) => this with { Place = place + Place };
}
