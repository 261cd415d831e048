using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

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

    /// <summary>For a property of some cases only, which says of each whether it was one of them.</summary>
    /// <param name="atLeast">The share that must have been, in percent; of few cases it may be less by chance.</param>
    public static void CheckReal<T>(Arbitrary<T> cases, int count, int atLeast, Func<T, bool> property)
    {
        var (real, all) = (0, 0);
        Prop.ForAll(
                cases,
                one =>
                {
                    all++;
                    real += property(one) ? 1 : 0;
                }
            )
            .Check(Of(count));
        Assert.True(AreFewer || real * 100 >= all * atLeast, $"Of {all} cases only {real} were real.");
    }

    public static int Scaled(int cases) => (int)Math.Ceiling(cases * Times);
}
