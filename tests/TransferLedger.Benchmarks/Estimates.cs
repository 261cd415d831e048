using System.Diagnostics;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;

namespace TransferLedger.Benchmarks;

/// <summary>How long an estimate and a whole history take, on figures of four shapes.</summary>
internal static class EstimateBenchmark
{
    private const int Runs = 15;

    private static readonly FigureId Figure = FigureId.Read("KP-RU/containers").Value;
    private static readonly DateOnly First = new(1996, 1, 1);
    private static readonly DateOnly Late = new(2029, 12, 31);

    /// <summary>Prints a line for each promise; the answer is the number of those missed.</summary>
    public static int Run()
    {
        var missed = 0;
        WarmUp();
        Console.WriteLine("Estimates                              median     target");
        foreach (var (shape, said) in Shapes)
        {
            var (small, medium, large) = (Claims(200, said), Claims(1_000, said), Claims(10_000, said));
            var thousand = Median(() => Estimate(medium));
            missed += Line($"{shape}, 200 claims", Median(() => Estimate(small)), 5, "ms");
            missed += Line($"{shape}, 1,000 claims", thousand, 50, "ms");
            missed += Line($"{shape}, 10,000 over 1,000, CPU", Growth(medium, large), 15, "times");
            missed += Line($"{shape}, history of 1,000", Median(() => History(medium), runs: 3), 2_000, "ms");
            var entries = Entries(medium);
            missed += Line(
                $"{shape}, the same by entries",
                Median(() => RevisionHistory.ByRecorded(entries, Late, Policy.Current), runs: 3),
                2_000,
                "ms"
            );
        }

        return missed;
    }

    /// <summary>What claim number n of how many says: words and coverage.</summary>
    private static IEnumerable<(string Shape, Func<int, int, (string Words, string Coverage)> Said)> Shapes
    {
        get
        {
            yield return ("floors so far", (n, _) => ($"over {1_000 + (10 * n)}", $"/{Day(n)}"));
            yield return (
                "about, since a day",
                (n, _) => ($"about {1_000 + (10 * n)}", $"{Day(-1)}/{Day(n)}")
            );
            yield return (
                "windows, all bounds",
                (n, _) =>
                {
                    var (days, from) = (1 + (n * 7919 % 90), n * 104_729 % 900 % (n + 1));
                    return (
                        $"between {days * 8} and {days * 13}",
                        $"{Day(n - Math.Min(from, days) - 1)}/{Day(n)}"
                    );
                }
            );
            yield return ("contradicting", (n, _) => ($"{1_000 + (n * 7919 % 500)}", $"/{Day(n)}"));
        }
    }

    private static List<ClaimState> Claims(int count, Func<int, int, (string Words, string Coverage)> said) =>
        [.. Enumerable.Range(0, count).Select(n => Claim(n, said(n, count)))];

    private static ClaimState Claim(int n, (string Words, string Coverage) said)
    {
        var day = Edtf.Read(Day(n)).Value;
        var claim = new ContainersReported
        {
            Id = ClaimId.Read($"report-{n}#1").Value,
            Corridor = Corridor.Read("KP-RU").Value,
            Claimant = new()
            {
                Kind = ClaimantKind.State,
                Name = "Minister",
                Country = Party.Read(n % 3 == 0 ? "US" : "KR").Value,
            },
            Stated = day,
            Publisher = "Yonhap",
            Published = day,
            Quantity = Quantity.Of(said.Words, null, Per.Total, Unit.Container).Value,
            Coverage = Edtf.Read(said.Coverage).Value,
        };
        return new(claim, Position.First, Late.ToDateTime(default, DateTimeKind.Utc));
    }

    private static string Day(int n) => First.AddDays(n + 1).ToString("yyyy-MM-dd");

    private static void Estimate(List<ClaimState> claims) =>
        Estimator.Of(FigureRecord.Of(Figure, claims), Late, Policy.Current);

    private static void History(List<ClaimState> claims) =>
        RevisionHistory.ByStated(FigureRecord.Of(Figure, claims), Late, Policy.Current);

    /// <summary>Each claim a report of its own, recorded one after the other.</summary>
    private static FigureEntries Entries(List<ClaimState> claims) =>
        new(
            Figure,
            [
                .. claims.Select(
                    (state, n) =>
                        new Recorded(
                            new Position(n),
                            state.Claim.Id.Report.Stream,
                            2,
                            state.RecordedAt.AddSeconds(n),
                            state.Claim
                        )
                ),
            ]
        );

    private static void WarmUp()
    {
        foreach (var (_, said) in Shapes)
        {
            var claims = Claims(300, said);
            Median(() => Estimate(claims), runs: 60);
            History(claims);
        }
    }

    /// <summary>
    /// By processor time, collections included: on a busy machine the longer run loses the processor and the shorter does not.
    /// In turns, so that both meet the same neighbours.
    /// </summary>
    private static double Growth(List<ClaimState> medium, List<ClaimState> large)
    {
        const int Rounds = 5;
        var (small, great) = (0d, 0d);
        for (var round = 0; round < Rounds; round++)
        {
            small += CpuTime(() => Estimate(medium));
            great += CpuTime(() => Estimate(large));
        }

        return great / small;
    }

    /// <summary>Of one run in milliseconds, over enough of them that collections fall into their share.</summary>
    private static double CpuTime(Action act)
    {
        const double Enough = 400;
        var (runs, start, spent) = (0, Environment.CpuUsage.TotalTime, 0d);
        for (; spent < Enough; runs++)
        {
            act();
            spent = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        }

        return spent / runs;
    }

    private static double Median(Action act, int runs = Runs)
    {
        act();
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            act();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[runs / 2];
    }

    private static int Line(string what, double measured, double target, string unit)
    {
        Console.WriteLine(
            $"  {what, -42} {measured, 9:N2}  ≤ {target, 6:N0} {unit}{(measured > target ? "  MISSED" : "")}"
        );
        return measured > target ? 1 : 0;
    }
}
