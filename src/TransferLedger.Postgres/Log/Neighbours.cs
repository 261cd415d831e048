namespace TransferLedger.Postgres.Log;

/// <summary>
/// Whether other nodes listen to this log. A node alone saves the notifications: they cost a fifth of a single append.
/// </summary>
internal sealed class Neighbours
{
    private bool listen;

    /// <summary>As of the last asking, half a second ago at most: whoever joins polls as well.</summary>
    public bool Listen
    {
        get => Volatile.Read(ref listen);
        set => Volatile.Write(ref listen, value);
    }
}
