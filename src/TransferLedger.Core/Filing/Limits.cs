namespace TransferLedger.Core.Filing;

/// <summary>Named limits of a report; each has a fault code of its own and a test that reaches it. Source: http.md.</summary>
public static class Limits
{
    /// <summary>Claims in one report.</summary>
    public const int Claims = 500;

    /// <summary>Bytes of one entry's <c>data</c>; the envelope around it takes the rest of 65,535.</summary>
    public const int EntryBytes = 60_000;

    /// <summary>UTF-16 characters of one quote.</summary>
    public const int QuoteCharacters = 2_000;

    /// <summary>Bytes of one report as sent, and of one line of an import.</summary>
    public const int BodyBytes = 2 * 1024 * 1024;

    /// <summary>Nested arrays and objects in a body.</summary>
    public const int Depth = 16;

    internal const int Text = BodyBytes;
    internal const int Title = 500;
    internal const int Name = 200;
    internal const int Url = 2_000;
    internal const int Summary = 2_000;
    internal const int Words = 300;
    internal const int Reason = 2_000;
    internal const int Via = 20;
    internal const int Parties = 20;
    internal const int Members = 50;
    internal const int Legs = 50;
    internal const int Vessels = 50;
    internal const int Targets = 50;
    internal const int Forms = 8;
    internal const int Voids = 100;
}
