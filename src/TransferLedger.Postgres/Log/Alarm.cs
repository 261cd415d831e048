using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Log;

/// <summary>Why this node has stopped writing, if it has. Only a restart, after somebody looked, clears it.</summary>
internal sealed class Alarm(ILogger log)
{
    private string? why;

    public string? Why => Volatile.Read(ref why);

    public void Raise(string reason)
    {
        if (Interlocked.CompareExchange(ref why, reason, comparand: null) is null)
        {
            LogMessages.StoppedWriting(log, reason);
        }
    }
}
