namespace TransferLedger.Server.Background;

/// <summary>Whether this node has done what it does at its start.</summary>
internal sealed class Readiness
{
    private volatile bool ready;

    public bool IsReady => ready;

    public void Declare() => ready = true;
}
