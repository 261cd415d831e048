using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Up to four reports that retell two statements in all sorts of ways.</summary>
internal static class RandomRetellings
{
    public static Gen<ClaimState[]> Claims { get; } =
        from count in Gen.Choose(1, 4)
        from reports in Gen.ArrayOf(Report(), count)
        select reports
            .SelectMany((report, n) => Retold.Report($"P{n}", report.Published, report.Claims))
            .ToArray();

    private static Gen<string> Words { get; } =
        Gen.Elements(
            "10,000",
            "about 10,000",
            "at least 10,000",
            "up to 4.8 million",
            "4.8 million",
            "thousands of",
            "a significant number",
            "4 to 6 million"
        );

    private static Gen<(string Published, string[] Claims)> Report() =>
        from published in Gen.Elements("2024-02-27", "2024-02-28", "2024-02~", "2024")
        from count in Gen.Choose(1, 5)
        from claims in Gen.ArrayOf(Claim(), count)
        select (published, claims);

    private static Gen<string> Claim() =>
        from words in Words
        from item in Gen.Elements(
            "artillery-round",
            "artillery-round-152mm",
            "rocket-122mm",
            "ballistic-missile"
        )
        from kind in Gen.Choose(0, 2)
        from statement in Gen.Elements("s", "t")
        from attributed in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from coverage in Gen.Elements("2023-09/2024-02-26", "/2024-02-26", "2023-09/2023-12")
        from per in Gen.Frequency((5, Gen.Constant("total")), (1, Gen.Constant("container")))
        let more = new[]
        {
            $"\"statement\":\"{statement}\"",
            $"\"coverage\":\"{coverage}\"",
            $"\"per\":\"{(kind == 0 ? "total" : per)}\"",
            attributed ? "\"modality\":\"asserted\"" : Reported.Unattributed,
        }
        select kind switch
        {
            0 => Reported.Containers(words, more),
            1 => Reported.Capacity(item, words, more),
            _ => Reported.Goods(item, words, more),
        };
}
