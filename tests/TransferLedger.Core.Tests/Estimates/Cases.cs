using System.Globalization;
using FsCheck;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>
/// How many random cases a property is tried on. <c>TRANSFERLEDGER_CASES=20</c> makes it twenty times as many, for a night or
/// for an afternoon after a change of the rules.
/// </summary>
internal static class Cases
{
    private static readonly int Times = int.Parse(
        Environment.GetEnvironmentVariable("TRANSFERLEDGER_CASES") ?? "1",
        CultureInfo.InvariantCulture
    );

    public static Config Of(int cases) =>
        Config.QuickThrowOnFailure.WithMaxTest(cases * Times).WithQuietOnSuccess(true);
}
