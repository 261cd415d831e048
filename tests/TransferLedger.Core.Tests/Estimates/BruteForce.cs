using System.Diagnostics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>
/// The rules of domain.md section 6 read once more, slowly: Floyd–Warshall over every day, or over those that are mentioned.
/// Shares nothing with the estimator but the values that claims are made of.
/// </summary>
internal static partial class BruteForce
{
    private const long Infinity = DayMatrix.Infinity;

    /// <summary>Status, range, period, leading claim, ranges, and what each perspective keeps and sets aside, as text.</summary>
    public static string Of(IReadOnlyCollection<ClaimState> claims, DateOnly asOf, bool everyDay = true)
    {
        var seen = claims.Where(c => c.Said <= asOf).ToList();
        if (seen.Count == 0)
        {
            return "Empty";
        }

        var views = Views(seen, Tolerance.Tenth, everyDay);
        if (views.Count == 0)
        {
            var numbered = seen.Where(c => ((ContainersReported)c.Claim).Quantity.Reading is not null)
                .ToList();
            return
                numbered.Count > 0
                && numbered.All(c => c.Claim.Claimant is null || c.Claim.Repeats is not null)
                ? "Unattributed"
                : "Unquantified";
        }

        return Tell(views);
    }

    private static List<View> Views(List<ClaimState> seen, Tolerance tolerance, bool everyDay)
    {
        var voices = seen.Select(c => App.Of(c, seen, tolerance))
            .Where(a => a is not null)
            .Select(a => a!)
            .ToList();
        return voices
            .Where(a => a.MakesABound)
            .GroupBy(a => (a.Key, a.To, a.Used))
            .Select(g => Telling.Of(g, voices))
            .GroupBy(t => t.Perspective)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => View.Of(g.Order(Telling.ByTrust).ToList(), everyDay))
            .ToList();
    }

    /// <summary>Whether the bounds of these tellings can all be true.</summary>
    public static bool HoldTogether(IReadOnlyList<Core.Estimates.Telling> tellings) =>
        Bounding(tellings, []).Close();

    /// <summary>What these tellings, which hold together, prove between days.</summary>
    public static DayMatrix Matrix(IReadOnlyList<Core.Estimates.Telling> tellings, DateOnly from, DateOnly to)
    {
        var matrix = Bounding(tellings, [from.AddDays(-1), to]);
        return matrix.Close() ? matrix : throw new UnreachableException();
    }

    private static DayMatrix Bounding(IReadOnlyList<Core.Estimates.Telling> tellings, DateOnly[] also)
    {
        var matrix = new DayMatrix([
            .. tellings.SelectMany(t => new[] { t.Period.From?.AddDays(-1) ?? t.Period.To, t.Period.To }),
            .. also,
        ]);
        foreach (var t in tellings)
        {
            matrix.Limit(t.Period.From?.AddDays(-1), t.Period.To, t.High ?? Infinity);
            matrix.Limit(t.Period.To, t.Period.From?.AddDays(-1), -t.Low);
        }

        return matrix;
    }

    private static string Tell(List<View> views)
    {
        var leading = Lead(views.Select(v => v.Leading));
        var (status, low, high) = Combine(Bearing(views));
        var ranges = views.Select(v => (View: v, Range: v.Over(leading.Start, leading.To))).ToList();
        var head =
            $"{status} {low}..{Show(high)} from {leading.Start} to {leading.To} led by {leading.Name}\n";
        return head
            + string.Concat(
                ranges.Select(r =>
                    $"{r.View.Perspective} {r.Range.Low}..{Show(r.Range.High)} own {Own(r.View)} kept {Names(r.View.Kept)} aside {Names(r.View.Aside)}\n"
                )
            )
            + (status == "Disputed" ? Gaps(Bearing(views), low, high) : "");
    }

    private static List<(long Low, long High)> Bearing(List<View> views)
    {
        var leading = Lead(views.Select(v => v.Leading));
        return views
            .Select(v => v.Over(leading.Start, leading.To))
            .Where(r => r.Low > 0 || r.High < Infinity)
            .ToList();
    }

    private static string Own(View view)
    {
        var (low, high) = view.Over(view.Leading.Start, view.Leading.To);
        return $"{low}..{Show(high)}";
    }

    private static (string, long, long) Combine(List<(long Low, long High)> bearing)
    {
        if (bearing.Count == 0)
        {
            return ("Unquantified", 0, Infinity);
        }

        var (low, high) = (bearing.Max(r => r.Low), bearing.Min(r => r.High));
        if (low <= high)
        {
            return (bearing.Count == 1 ? "Single" : "Compatible", low, high);
        }

        var rest = bearing
            .Where(a => !bearing.Any(b => a != b && a.Low <= b.Low && a.High >= b.High))
            .ToList();
        return ("Disputed", rest.Min(r => r.Low), rest.Max(r => r.High));
    }

    /// <summary>Number by number.</summary>
    private static string Gaps(List<(long Low, long High)> bearing, long low, long high)
    {
        var last = Math.Min(high, bearing.Max(r => r.Low));
        var open = new List<string>();
        for (var n = low; n <= last; n++)
        {
            if (!bearing.Any(r => r.Low <= n && n <= r.High))
            {
                open.Add($"{n}");
            }
        }

        return string.Join(' ', open);
    }

    private static Telling Lead(IEnumerable<Telling> tellings)
    {
        var all = tellings.ToList();
        var fit = all.Where(t => t is { Vague: false, Open: false, Used: false }).ToList();
        fit = fit.Count == 0 ? all : fit;
        var last = fit.Max(t => t.To);
        return fit.Where(t => t.To == last).Order(Telling.ByTrust).First();
    }

    private static string Names(IEnumerable<Telling> tellings) =>
        string.Join(',', tellings.Select(t => t.Name));

    private static string Show(long high) => high >= Infinity ? "∞" : $"{high}";

    private sealed record App(
        ClaimState Source,
        string Key,
        DateOnly? Start,
        DateOnly To,
        bool Used,
        bool Open,
        DateOnly Day,
        Reading Reading,
        long Low,
        long High,
        Cautious Cautious
    )
    {
        public string Id => Source.Claim.Id.ToString();

        public bool MakesABound => !(Start > To) && !(Used && Reading.Shape == ReadingShape.Ceiling);

        public static App? Of(ClaimState source, List<ClaimState> seen, Tolerance tolerance)
        {
            var claim = (ContainersReported)source.Claim;
            if (
                claim.Claimant is null
                || claim.Repeats is not null
                || claim.Quantity.Reading is not { } reading
            )
            {
                return null;
            }

            var used = claim.Stage == Stage.Used;
            var same = seen.Where(c =>
                c == source || (claim.Statement is not null && c.Claim.Statement == claim.Statement)
            );
            var stated = Precise(same.Select(c => c.Claim.Stated));
            var dated = stated ?? Precise(same.Select(c => c.Claim.Published))!;
            var start = used ? null : claim.Coverage?.Start.Written?.Earliest;
            var to = claim.Coverage?.End.Written?.Latest ?? stated?.Latest ?? source.Said;
            to = to < source.Said ? to : source.Said;
            var bounds = reading.BoundsAt(tolerance);
            return new App(
                source,
                claim.Statement is { } s ? $"s:{s}" : $"c:{claim.Id}",
                start,
                to,
                used,
                stated is not null && stated.Start.Written is null,
                Min(dated.Latest ?? source.Said, claim.Published.Latest ?? DateOnly.MaxValue),
                reading,
                bounds.Low,
                used ? Infinity : bounds.High ?? Infinity,
                Cautious.Of(claim.Coverage?.Text, stated?.Text, source.Said, used)
            );
        }

        public static readonly Comparer<App> ByTrust = Comparer<App>.Create(
            (a, b) => Compare(a, b, a.Reading.Vague || a.Open, b.Reading.Vague || b.Open)
        );

        public static int Compare(App a, App b, bool aLoose, bool bLoose)
        {
            int[] keys =
            [
                aLoose.CompareTo(bLoose),
                b.Day.CompareTo(a.Day),
                Grade(a).CompareTo(Grade(b)),
                (a.Source.Claim.Via is null).CompareTo(b.Source.Claim.Via is null),
                (a.Source.Claim.Via?.Count ?? 0).CompareTo(b.Source.Claim.Via?.Count ?? 0),
                string.CompareOrdinal(a.Id, b.Id),
            ];
            return keys.FirstOrDefault(key => key != 0);
        }

        public static int Grade(App a) =>
            a.Source.Claim.Grade is { } g ? ((int)g.Reliability * 10) + g.Credibility : 1000;

        private static Edtf? Precise(IEnumerable<Edtf?> dates) =>
            dates
                .Where(d => d is not null)
                .OrderBy(d => d!.DaysSpanned)
                .ThenBy(d => d!.Latest ?? DateOnly.MaxValue)
                .ThenBy(d => d!.Text, StringComparer.Ordinal)
                .FirstOrDefault();

        private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;
    }

    private sealed record Telling(
        App Best,
        string Perspective,
        string Name,
        DateOnly? Start,
        DateOnly To,
        long Low,
        long High,
        bool Vague,
        bool Open,
        bool Used,
        Cautious Cautious
    )
    {
        public static readonly Comparer<Telling> ByTrust = Comparer<Telling>.Create(
            (a, b) => App.Compare(a.Best, b.Best, a.Vague || a.Open, b.Vague || b.Open)
        );

        public static Telling Of(IEnumerable<App> group, List<App> all)
        {
            var apps = group.Order(App.ByTrust).ToList();
            var best = apps[0];
            var graded = apps.Where(a => App.Grade(a) == apps.Min(App.Grade)).ToList();
            var fit = graded.Where(a => !graded.Any(b => IsRounding(a, b))).ToList();
            int Voices(App a) =>
                graded
                    .Where(b => b.Reading == a.Reading)
                    .Select(b => b.Source.Claim.Publisher)
                    .Distinct()
                    .Count();
            var most = fit.Where(a => Voices(a) == fit.Max(Voices)).ToList();
            var taken = most.Any(a => a.High == Infinity) ? most.Where(a => a.High == Infinity) : most;
            var reading = taken
                .OrderBy(a => a.Low)
                .ThenBy(a => a.High)
                .ThenBy(a => apps.IndexOf(a))
                .First()
                .Reading;
            var naming = apps.First(a => a.Reading == reading);
            var perspective = all.Where(a => a.Key == best.Key)
                .Order(App.ByTrust)
                .First()
                .Source.Claim.Perspective.Id;
            var dated = apps.FirstOrDefault(a => a.Start is not null) ?? best;
            return new(
                best,
                perspective,
                naming.Id,
                dated.Start,
                dated.To,
                naming.Low,
                naming.High,
                reading.Vague,
                best.Open,
                best.Used,
                dated.Cautious
            );
        }

        private static bool IsRounding(App a, App b) =>
            a.Low <= b.Low
            && a.High >= b.High
            && (a.Low, a.High) != (b.Low, b.High)
            && !a.Reading.Values.SequenceEqual(b.Reading.Values);
    }

    private sealed record View(string Perspective, List<Telling> Kept, List<Telling> Aside, bool EveryDay)
    {
        public Telling Leading => Lead(Kept);

        public static View Of(List<Telling> tellings, bool everyDay)
        {
            var (kept, aside) = (new List<Telling>(), new List<Telling>());
            foreach (var telling in tellings)
            {
                var holds = Distances([.. kept, telling], null, telling.To, everyDay) is not null;
                (holds ? kept : aside).Add(telling);
            }

            return new(tellings[0].Perspective, kept, aside, everyDay);
        }

        public (long Low, long High) Over(DateOnly? start, DateOnly to)
        {
            var d = Distances(Kept, start, to, EveryDay) ?? throw new UnreachableException();
            var (a, b) = (d.Node(start?.AddDays(-1)), d.Node(to));
            return (
                Math.Max(0, -d.Between[b, a]),
                d.Between[a, b] > Infinity / 2 ? Infinity : d.Between[a, b]
            );
        }

        /// <summary>Null: they contradict each other.</summary>
        private static DayMatrix? Distances(
            List<Telling> tellings,
            DateOnly? alsoFrom,
            DateOnly alsoTo,
            bool everyDay
        )
        {
            var matrix = new DayMatrix(
                tellings
                    .SelectMany(t => new[] { t.Start?.AddDays(-1) ?? t.To, t.To })
                    .Concat([alsoFrom?.AddDays(-1) ?? alsoTo, alsoTo]),
                everyDay
            );
            foreach (var t in tellings)
            {
                matrix.Limit(t.Start?.AddDays(-1), t.To, t.High);
                matrix.Limit(t.To, t.Start?.AddDays(-1), -t.Low);
            }

            return matrix.Close() ? matrix : null;
        }
    }
}
