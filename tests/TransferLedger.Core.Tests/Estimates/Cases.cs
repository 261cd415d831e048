using System.Globalization;
using FsCheck;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>
/// How many random cases a property is tried on. <c>TRANSFERLEDGER_CASES=20</c> makes it twenty times as many, for a night or
/// for an afternoon after a change of the rules; <c>0.05</c> leaves a twentieth, for mutation testing.
/// </summary>
internal static class Cases
{
    private static readonly decimal Times = decimal.Parse(
        Environment.GetEnvironmentVariable("TRANSFERLEDGER_CASES") ?? "1",
        CultureInfo.InvariantCulture
    );

    public static bool AreFewer => Times < 1;

    public static Config Of(int cases) =>
        Config.QuickThrowOnFailure.WithMaxTest(Scaled(cases)).WithQuietOnSuccess(true);

    public static int Scaled(int cases) => (int)Math.Ceiling(cases * Times);
}
