namespace TransferLedger.Server.Background;

/// <summary>Where the log should say that a quote was erased and cannot be read, as the service that erases found last.</summary>
internal sealed class UnreadableErasures
{
    private volatile IReadOnlyList<long> positions = [];

    public IReadOnlyList<long> Positions => positions;

    /// <returns>Whether they are others than before.</returns>
    public bool Found(IReadOnlyList<long> now)
    {
        var areOthers = !positions.SequenceEqual(now);
        positions = now;
        return areOthers;
    }
}
