namespace TransferLedger.Cli.Frame;

/// <summary>What the shell is told.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>A check found a difference.</summary>
    public const int Difference = 1;

    /// <summary>Wrong usage or input.</summary>
    public const int WrongInput = 2;

    /// <summary>The server or the database failed.</summary>
    public const int Failed = 3;

    /// <summary>Stopped by Ctrl-C; what shells use for it.</summary>
    public const int Interrupted = 130;
}
