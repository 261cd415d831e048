namespace TransferLedger.Cli.Frame;

/// <summary>One line on standard error that is written over and over; nothing where that is not a screen.</summary>
internal sealed class ProgressLine(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private const string EraseLine = "\r\e[K";

    private readonly bool isShown = Terminal.ShowsProgress;
    private long last;
    private bool isDirty;

    /// <summary>Shown at most ten times a second.</summary>
    public void Show(Func<string> text)
    {
        if (isShown && (last == 0 || clock.GetElapsedTime(last) >= Pause))
        {
            last = clock.GetTimestamp();
            isDirty = true;
            Console.Error.Write(EraseLine + Terminal.Tame(text()));
        }
    }

    /// <summary>Makes room for a line that stays.</summary>
    public void Clear()
    {
        if (isDirty)
        {
            Console.Error.Write(EraseLine);
            (isDirty, last) = (false, 0);
        }
    }

    public void Dispose() => Clear();
}
