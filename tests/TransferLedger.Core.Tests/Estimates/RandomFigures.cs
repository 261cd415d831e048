using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Small random figures: up to twelve claims on few days, so that they meet, contradict and imply each other.</summary>
internal static class RandomFigures
{
    private const int Window = 45;

    private static readonly DateOnly First = new(2024, 1, 10);

    /// <summary>The same over a window of this many days, with dates as vague as they come.</summary>
    /// <param name="years">Whole years too, of which a cautious reading makes three.</param>
    public static Gen<Saying[]> Vaguely(int window, bool years = false)
    {
        var days = Gen.Choose(0, window).Select(n => First.AddDays(n));
        var written = days.Select(Day);
        var dates = days.SelectMany(day => Roughly(day, years));
        var intervals =
            from a in days
            from b in days
            from start in Roughly(a < b ? a : b, years)
            from end in Roughly(a < b ? b : a, years)
            select $"{start}/{end}";
        var coverages = Gen.Frequency<string?>(
            (8, intervals.Select(string? (interval) => interval)),
            (1, dates.Select(string? (date) => $"/{date}")),
            (2, dates.Select(string? (date) => $"../{date}")),
            (1, dates.Select(string? (date) => $"{date}/")),
            (1, dates.Select(string? (date) => date)),
            (1, Gen.Constant<string?>(null))
        );
        var stateds = Gen.Frequency<string?>(
            (6, dates.Select(string? (date) => date)),
            (1, intervals.Select(string? (interval) => interval)),
            (1, dates.Select(string? (date) => $"/{date}")),
            (1, dates.Select(string? (date) => $"{date}/")),
            (1, Gen.Constant<string?>(null))
        );
        return Gen.OneOf(
            Numbered(Saying(Words, coverages, stateds, written)),
            Numbered(Saying(NearWords, coverages, stateds, written)),
            Numbered(Saying(NearWords, Crowded, stateds, written))
        );
    }

    private static Gen<Saying[]> Numbered(Gen<Saying> saying) =>
        from sayings in Gen.Choose(1, 12).SelectMany(count => Gen.ArrayOf(saying, count))
        select sayings.Select((one, n) => one with { Id = $"r{n}" }).ToArray();

    private static Gen<string> Roughly(DateOnly day, bool years) =>
        Gen.Frequency(
            (10, Gen.Constant(Day(day))),
            (3, Gen.Elements("~", "%", "?").Select(mark => Day(day) + mark)),
            (2, Gen.Elements("", "~", "%", "?").Select(mark => $"{day:yyyy-MM}{mark}")),
            (years ? 1 : 0, Gen.Elements("", "~").Select(mark => $"{day:yyyy}{mark}"))
        );

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");

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

    /// <summary>Numbers that are near each other, so that much rests on how far "about" reaches.</summary>
    private static Gen<string> NearWords { get; } =
        from number in Gen.Choose(45, 60)
        from words in Gen.Elements(
            $"exactly {number}",
            $"about {number}",
            $"about {number}",
            $"over {number}",
            $"up to {number}",
            $"nearly {number}",
            $"up to roughly {number}"
        )
        select words;

    private static Gen<string?> Crowded { get; } =
        Gen.Elements<string?>(
            "2024-01-10/2024-01-30",
            "2024-01-10/2024-01-20",
            "2024-01-21/2024-01-30",
            "2024-01-10~/2024-01-30"
        );

    private static Gen<Grade?> Grades { get; } =
        from reliability in Gen.Choose(0, 2)
        from credibility in Gen.Choose(1, 2)
        from given in Gen.Choose(0, 3)
        select given == 0 ? new Grade((Reliability)reliability, credibility) : null;

    public static Gen<Saying[]> Sayings { get; } = Numbered(Saying(Words, Coverages, Stateds, Days));

    private static Gen<Saying> Saying(
        Gen<string> spoken,
        Gen<string?> coverages,
        Gen<string?> stateds,
        Gen<string> days
    ) =>
        from words in spoken
        from claimant in Gen.Frequency(
            (9, Gen.Elements<string?>("KR", "US", "UA")),
            (1, Gen.Constant<string?>(null))
        )
        from coverage in coverages
        from stated in stateds
        from published in days
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
