using System.Globalization;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Conflicts: tellings are taken out one by one, and what is left is tried again every time.</summary>
internal static partial class BruteForce
{
    /// <summary>Conflicts between perspectives, then those of what is superseded, then whether it rests on the tolerance; as text.</summary>
    public static string Conflicts(IReadOnlyCollection<ClaimState> claims, DateOnly asOf, bool everyDay)
    {
        var seen = claims.Where(c => c.Said <= asOf).ToList();
        var whole = Views(seen, Tolerance.Tenth, everyDay);
        var half = Views(seen, Tolerance.Of(1, 20), everyDay);
        if (whole.Count == 0)
        {
            return "False\n";
        }

        var leading = Lead(whole.Select(v => v.Leading));
        var lines = new List<string>();
        var restsOnTolerance = Combine(Bearing(whole)).Item1 != Combine(Bearing(half)).Item1;
        foreach (var (a, b) in PairsOf(whole.Concat(half).Select(v => v.Perspective).Distinct()))
        {
            var withWhole = Between(whole, a, b, everyDay);
            var withHalf = Between(half, a, b, everyDay);
            restsOnTolerance |= withWhole is null != withHalf is null;
            if ((withWhole ?? withHalf) is { } found)
            {
                var tolerance =
                    withHalf is null ? "Whole"
                    : withWhole is null ? "Half"
                    : "Any";
                lines.Add($"{a}-{b} {Show(found, tolerance, leading)}");
            }
        }

        foreach (var view in whole)
        {
            foreach (var aside in view.Aside)
            {
                var trusted = view.Kept.Where(kept => Telling.ByTrust.Compare(kept, aside) < 0);
                lines.Add(
                    $"{view.Perspective} {Show(Among([.. trusted, aside], everyDay)!, "Any", leading)}"
                );
            }
        }

        return string.Concat(lines.Select(line => $"{line}\n")) + $"{restsOnTolerance}\n";
    }

    private static IEnumerable<(string, string)> PairsOf(IEnumerable<string> perspectives)
    {
        var all = perspectives.Order(StringComparer.Ordinal).ToList();
        return all.SelectMany((a, n) => all.Skip(n + 1).Select(b => (a, b)));
    }

    private static Set? Between(List<View> views, string a, string b, bool everyDay) =>
        Among(
            [
                .. views
                    .Where(v => v.Perspective == a || v.Perspective == b)
                    .SelectMany(v => v.Kept)
                    .Order(Telling.ByTrust),
            ],
            everyDay
        );

    /// <summary>Null: they hold together.</summary>
    private static Set? Among(List<Telling> inOrder, bool everyDay)
    {
        var nominal = Left(inOrder, t => new Said(t, t.Low, t.Start, t.To, t.High, t.Start, t.To), everyDay);
        return nominal is null ? null
            : Left(inOrder, Cautiously, everyDay) is { } cautious ? new Set(cautious, "cautious")
            : new Set(nominal, "nominal");
    }

    private static Said Cautiously(Telling t) =>
        new(
            t,
            t.Low,
            t.Cautious.FirstStart,
            t.Cautious.LastEnd,
            t.Cautious.HasNarrowest ? t.High : Infinity,
            t.Cautious.LastStart,
            t.Cautious.HasNarrowest ? t.Cautious.FirstEnd : t.Cautious.LastEnd
        );

    private static List<Said>? Left(List<Telling> inOrder, Func<Telling, Said> read, bool everyDay)
    {
        var left = inOrder.Select(read).ToList();
        if (Hold(left, everyDay))
        {
            return null;
        }

        for (var n = left.Count - 1; n >= 0; n--)
        {
            var without = left.Where((_, place) => place != n).ToList();
            left = Hold(without, everyDay) ? left : without;
        }

        return [.. left.Select(said => OneSided(said, left, everyDay))];
    }

    /// <summary>The bound without which the others hold is the one that matters.</summary>
    private static Said OneSided(Said said, List<Said> all, bool everyDay)
    {
        var withoutLow = all.Select(other => other == said ? said with { Low = 0 } : other).ToList();
        return Hold(withoutLow, everyDay) ? said with { High = Infinity } : said with { Low = 0 };
    }

    private static bool Hold(List<Said> all, bool everyDay)
    {
        if (all.Count == 0)
        {
            return true;
        }

        var matrix = new DayMatrix(
            all.SelectMany(s =>
                new[]
                {
                    s.LowFrom?.AddDays(-1) ?? s.LowTo,
                    s.LowTo,
                    s.HighFrom?.AddDays(-1) ?? s.HighTo,
                    s.HighTo,
                }
            ),
            everyDay
        );
        foreach (var s in all)
        {
            matrix.Limit(s.HighFrom?.AddDays(-1), s.HighTo, s.High);
            matrix.Limit(s.LowTo, s.LowFrom?.AddDays(-1), -s.Low);
        }

        return matrix.Close();
    }

    private static string Show(Set set, string tolerance, Telling leading)
    {
        var grade = set.Reading == "cautious" && tolerance == "Any" ? "Contradiction" : "Tension";
        var bears = set.All.Any(s => DaysOf(s.Telling).Intersect(DaysOf(leading)).Any());
        var bounds = set.All.Select(s =>
            s.High < Infinity
                ? $"{s.Telling.Name}≤{s.High}[{s.HighFrom:yyyy-MM-dd}/{s.HighTo:yyyy-MM-dd}]"
                : $"{s.Telling.Name}≥{s.Low}[{s.LowFrom:yyyy-MM-dd}/{s.LowTo:yyyy-MM-dd}]"
        );
        return $"{grade} {set.Reading} {tolerance} {bears} {string.Join(' ', bounds)}";
    }

    private static IEnumerable<int> DaysOf(Telling telling)
    {
        var first = telling.Start?.DayNumber ?? new DateOnly(2000, 1, 1).DayNumber;
        return Enumerable.Range(first, telling.To.DayNumber - first + 1);
    }

    private sealed record Set(List<Said> All, string Reading);

    private sealed record Said(
        Telling Telling,
        long Low,
        DateOnly? LowFrom,
        DateOnly LowTo,
        long High,
        DateOnly? HighFrom,
        DateOnly HighTo
    );

    /// <summary>What each side of a coverage may mean, widened; null: the beginning.</summary>
    private sealed record Cautious(
        DateOnly? FirstStart,
        DateOnly LastEnd,
        DateOnly? LastStart,
        DateOnly FirstEnd,
        bool HasNarrowest
    )
    {
        public static Cautious Of(string? coverage, string? stated, DateOnly said, bool used)
        {
            var (start, end) = Sides(coverage ?? "/");
            var (from, until) = Sides(stated ?? $"{said:yyyy-MM-dd}");
            var lastEnd =
                Known(end) ? Widened(end).Last
                : Known(until) ? Widened(until).Last
                : said;
            var firstEnd =
                Known(end) ? Widened(end).First
                : Known(from) ? Widened(from).First
                : (DateOnly?)null;
            (lastEnd, firstEnd) = (
                lastEnd < said ? lastEnd : said,
                firstEnd < said ? firstEnd
                : firstEnd is null ? null
                : said
            );
            DateOnly? firstStart = Known(start) && !used ? Widened(start).First : null;
            DateOnly? lastStart = Known(start) && !used ? Widened(start).Last : null;
            var startMayBeUnknown = start.Length == 0 && !used;
            return new(
                firstStart,
                lastEnd,
                lastStart,
                firstEnd ?? lastEnd,
                !startMayBeUnknown && firstEnd is not null && !(lastStart > firstEnd)
            );
        }

        private static bool Known(string side) => side is not ("" or "..");

        private static (string, string) Sides(string date) =>
            date.Split('/') is [var a, var b] ? (a, b) : (date, date);

        private static (DateOnly First, DateOnly Last) Widened(string side)
        {
            var wide = side[^1] is '~' or '%';
            var parts = side.TrimEnd('~', '%', '?').Split('-');
            var numbers = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            var first = new DateOnly(
                numbers[0],
                numbers.ElementAtOrDefault(1) is > 0 and var m ? m : 1,
                parts.Length == 3 ? numbers[2] : 1
            );
            DateOnly Next(DateOnly day) =>
                parts.Length switch
                {
                    1 => day.AddYears(1),
                    2 => day.AddMonths(1),
                    _ => day.AddDays(1),
                };
            return (parts.Length, wide) switch
            {
                (_, false) => (first, Next(first).AddDays(-1)),
                (1, _) => (first.AddYears(-1), first.AddYears(2).AddDays(-1)),
                (2, _) => (first.AddMonths(-1), first.AddMonths(2).AddDays(-1)),
                _ => (first.AddDays(-7), first.AddDays(7)),
            };
        }
    }
}
