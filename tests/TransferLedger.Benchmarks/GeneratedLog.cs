using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Benchmarks;

/// <summary>A log of so many entries over so many figures: reports of nine claims, one in fifty of which is corrected later.</summary>
internal static class GeneratedLog
{
    private const int ClaimsAReport = 9;
    private const int CorrectedEvery = 50;
    private const int ReportsARequest = 800;

    private static readonly IReadOnlyList<string> Countries =
    [
        .. Enumerable
            .Range('A', 26)
            .SelectMany(a => Enumerable.Range('A', 26).Select(b => $"{(char)a}{(char)b}"))
            .Where(code => Party.Read(code).IsOk),
    ];

    private static readonly IReadOnlyList<Quantity> Quantities =
    [
        .. Enumerable
            .Range(1_000, 5_000)
            .Select(n => Quantity.Of($"over {n}", null, Per.Total, Unit.Container).Value),
    ];

    private static readonly DateOnly First = new(2020, 1, 1);

    /// <returns>How many entries there are: a few more than asked for.</returns>
    public static async Task<long> Fill(
        PostgresLog log,
        int entries,
        int figures,
        CancellationToken cancellation,
        int firstReport = 0
    )
    {
        var report = firstReport;
        var written = 0L;
        var requests = Requests(ref report, entries, figures);
        while (requests.Count > 0)
        {
            var appending = log.AppendBulk(requests, cancellation).AsTask();
            written += requests.Sum(request => request.Count);
            requests = Requests(ref report, entries - written, figures);
            if ((await appending).Any(result => result is not AppendResult.Appended))
            {
                throw new InvalidOperationException("A report was refused.");
            }
        }

        return written;
    }

    private static List<IReadOnlyList<NewEntry>> Requests(ref int report, long entries, int figures)
    {
        var requests = new List<IReadOnlyList<NewEntry>>();
        for (var n = 0; n < ReportsARequest && entries > 0; n++, report++)
        {
            requests.Add(Report(report, figures));
            entries -= requests[^1].Count;
        }

        return requests;
    }

    public static IReadOnlyList<NewEntry> Report(int number, int figures)
    {
        var id = ReportId.Read($"generated-{number}").Value;
        var day = Day(number % 1_500);
        var claims = Enumerable
            .Range(1, ClaimsAReport)
            .Select(n => Claim(id, n, (number * ClaimsAReport) + n, day, figures))
            .ToList();
        var filed = new ReportFiled
        {
            Report = id,
            Claims = claims.Count,
            Title = $"A generated report, number {number}, about what went where",
            Publisher = $"Paper {number % 40}",
            Medium = Medium.Press,
            Url = $"https://paper-{number % 40}.example/{number}",
            Language = "en",
            Published = Edtf.Read(day).Value,
        };
        List<LedgerEvent> events = [filed, .. claims];
        if (number % CorrectedEvery == 0)
        {
            events.Add(
                new ClaimCorrected
                {
                    Claim = claims[0].Id,
                    Figures = [FigureOf(claims[0])],
                    Quantity = Quantity.Of($"over {1_000 + number}", null, default, Unit.Container).Value,
                    Stated = Edtf.Read(Day((number % 1_500) + 3)).Value,
                    Reason = "The ministry gave another number",
                }
            );
        }

        return
        [
            .. events.Select(
                (e, n) =>
                    new NewEntry(
                        Guid.CreateVersion7(),
                        id.Stream,
                        n + 1,
                        EventNames.Of(e),
                        EventJson.Write(e),
                        "generated",
                        null
                    )
            ),
        ];
    }

    private static string FigureOf(Claim claim) => Core.Figures.FigureId.FedBy(claim)!.ToString()!;

    private static ContainersReported Claim(ReportId report, int n, int number, string day, int figures) =>
        new()
        {
            Id = ClaimId.Read($"{report}#{n}").Value,
            Corridor = Corridor.Read(CorridorOf(number, figures)).Value,
            Claimant = new()
            {
                Kind = ClaimantKind.State,
                Name = $"Speaker {number % 500}",
                Office = "Ministry of Defence",
                Country = Party.Read(number % 3 == 0 ? "US" : "KR").Value,
            },
            Statement = $"s-{number}",
            Stated = Edtf.Read(day).Value,
            Publisher = "Paper",
            Published = Edtf.Read(day).Value,
            Quantity = Quantities[number % Quantities.Count],
            Coverage = Edtf.Read($"/{day}").Value,
        };

    /// <summary>Such a claim as it is filed.</summary>
    public static object ClaimInput(int number, string day, int figures) =>
        new
        {
            type = "containers-reported",
            corridor = CorridorOf(number, figures),
            claimant = new
            {
                kind = "state",
                name = $"Speaker {number % 500}",
                office = "Ministry of Defence",
                country = number % 3 == 0 ? "US" : "KR",
            },
            statement = $"s-{number}",
            stated = day,
            quantity = $"over {1_000 + (number % 5_000)}",
            coverage = $"/{day}",
        };

    /// <summary>
    /// A prime that shares nothing with the number of figures spreads claims of one report over many of them. Where there are
    /// more than pairs of countries, groups inside the recipient are supplied.
    /// </summary>
    public static string CorridorOf(int number, int figures)
    {
        var figure = (int)(number * 7_919L % figures);
        var (round, supplier) = Math.DivRem(figure, Countries.Count);
        var (group, apart) = Math.DivRem(round, Countries.Count - 1);
        var recipient = Countries[(supplier + 1 + apart) % Countries.Count];
        return $"{Countries[supplier]}-{recipient}{(group == 0 ? "" : $":G{group}")}";
    }

    private static string Day(int n) => First.AddDays(n).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
