namespace TransferLedger.Core.Estimates;

/// <summary>A telling that is not kept.</summary>
/// <param name="by">Finds the kept ones with which it cannot hold; most readers do not ask.</param>
/// <param name="clash">Finds how; fewer ask.</param>
internal sealed class SetAside(Told telling, Func<IReadOnlyList<Told>> by, Func<Clash?> clash)
{
    private readonly Lazy<IReadOnlyList<Told>> by = new(by, LazyThreadSafetyMode.None);

    public Told Telling => telling;

    /// <summary>The kept ones with which it cannot hold in the nominal reading, in the order of trust.</summary>
    public IReadOnlyList<Told> By => by.Value;

    /// <summary>That of the cautious reading where it has one. Null: it is merely older.</summary>
    public Clash? Clash() => clash();
}
