using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Small random figures: up to twelve claims on few days, so that they meet, contradict and imply each other.</summary>
internal static class RandomFigures
{
    private const int Window = 45;

    private static readonly DateOnly First = new(2024, 1, 10);

    public static Gen<Saying[]> Sayings { get; } =
        from sayings in Gen.Choose(1, 12).SelectMany(count => Gen.ArrayOf(Saying(), count))
        select sayings.Select((saying, n) => saying with { Id = $"r{n}" }).ToArray();

    private static Gen<string> Days { get; } =
        Gen.Choose(0, Window).Select(n => First.AddDays(n).ToString("yyyy-MM-dd"));

    private static Gen<string> Dates { get; } =
        Gen.Frequency((6, Days), (1, Gen.Elements("2024-01", "2024-02", "2024-01-20~", "2024-02~")));

    private static Gen<string> Intervals { get; } =
        from a in Days
        from b in Days
        select string.CompareOrdinal(a, b) <= 0 ? $"{a}/{b}" : $"{b}/{a}";

    private static Gen<string?> Coverages { get; } =
        Gen.Frequency<string?>(
            (6, Intervals.Select(string? (days) => days)),
            (2, Days.Select(string? (day) => $"/{day}")),
            (1, Days.Select(string? (day) => $"../{day}")),
            (1, Days.Select(string? (day) => $"{day}/")),
            (1, Dates.Select(string? (day) => day)),
            (1, Gen.Constant<string?>(null))
        );

    private static Gen<string?> Stateds { get; } =
        Gen.Frequency<string?>(
            (6, Dates.Select(string? (day) => day)),
            (1, Days.Select(string? (day) => $"/{day}")),
            (1, Gen.Constant<string?>(null))
        );

    private static Gen<string> Words { get; } =
        from number in Gen.Elements(0, 1, 7, 10, 20, 25, 30, 40, 45, 50, 60, 100)
        from more in Gen.Choose(0, 30)
        from words in Gen.Elements(
            $"exactly {number}",
            $"{number}",
            $"about {number}",
            $"over {number}",
            $"at least {number}",
            $"up to {number}",
            $"fewer than {number + 1}",
            $"nearly {number + 2}",
            $"between {number} and {number + more + 1}",
            $"up to roughly {number}",
            "dozens of",
            "a significant number"
        )
        select words;

    private static Gen<Grade?> Grades { get; } =
        from reliability in Gen.Choose(0, 2)
        from credibility in Gen.Choose(1, 2)
        from given in Gen.Choose(0, 3)
        select given == 0 ? new Grade((Reliability)reliability, credibility) : null;

    private static Gen<Saying> Saying() =>
        from words in Words
        from claimant in Gen.Frequency(
            (9, Gen.Elements<string?>("KR", "US", "UA")),
            (1, Gen.Constant<string?>(null))
        )
        from coverage in Coverages
        from stated in Stateds
        from published in Days
        from statement in Gen.Elements<string?>(null, null, "s1", "s2", "s3")
        from via in Gen.Elements<string[]?>(null, [], ["a"], ["a", "b"])
        from publisher in Gen.Elements("Yonhap", "Reuters", "TASS")
        from grade in Grades
        from rare in Gen.Choose(0, 11)
        select new Saying
        {
            Id = "r",
            Words = words,
            By = claimant,
            Coverage = coverage,
            Stated = stated,
            Published = published,
            Statement = statement,
            Via = via,
            Publisher = publisher,
            Grade = grade,
            Stage = rare == 0 ? Stage.Used : null,
            Repeats = rare == 1 ? "another" : null,
        };
}
