namespace TransferLedger.Cli.Frame;

/// <summary>Nothing more can be done: what to print and what to tell the shell.</summary>
internal sealed class HaltException(int exitCode, IReadOnlyList<Complaint> complaints)
    : Exception(complaints[0].Says)
{
    public int ExitCode { get; } = exitCode;

    public IReadOnlyList<Complaint> Complaints { get; } = complaints;

    /// <summary>The user has to mend something.</summary>
    public static HaltException Wrong(string code, string says) =>
        new(Frame.ExitCode.WrongInput, [new Complaint(code, says)]);

    /// <summary>The server or the database did not do what it should.</summary>
    public static HaltException Failed(string code, string says) =>
        new(Frame.ExitCode.Failed, [new Complaint(code, says)]);
}
