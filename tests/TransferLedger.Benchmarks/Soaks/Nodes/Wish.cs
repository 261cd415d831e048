using System.Globalization;
using TransferLedger.Core.Events;

namespace TransferLedger.Benchmarks.Soaks.Nodes;

/// <summary>Something to be written down. Asked for twice it is written once, whichever node is asked.</summary>
/// <param name="Stream">Where its entries come to stand.</param>
/// <param name="Entries">How many there are; they stand one after the other.</param>
/// <param name="Version">What <c>If-Match</c> says; null: it is left out.</param>
internal sealed record Wish(string Address, string Body, string Stream, int Entries, string? Version = null)
{
    private const int CorrectedEvery = 10;
    private const int JudgedEvery = 25;

    private static readonly string[] Parties =
    [
        "KP",
        "IR",
        "CN",
        "BY",
        "SY",
        "CU",
        "US",
        "FR",
        "DE",
        "GB",
        "KR",
        "JP",
        "TR",
        "IL",
        "RU",
        "UA",
        "SD",
        "LY",
        "YE",
        "ML",
        "NE",
        "TD",
        "SO",
        "ET",
    ];

    public static bool IsCorrected(int number) => number % CorrectedEvery == 0;

    public static bool IsJudged(int number) => number % JudgedEvery == 0;

    /// <summary>Containers with a quote, tanks as well in two of three, a denial of both in one of three.</summary>
    public static Wish Report(int number)
    {
        string[] claims = [Containers(number), Tanks(number), Denial(number)];
        var said = number % claims.Length + 1;
        return new(
            "/reports",
            $$"""
            {"id": "{{Id(number)}}", "title": "Soak {{number}}", "publisher": "Paper {{number
                % 40}}", "medium": "press", "published": "{{Day(number)}}",
             "corridor": "{{Corridor(number)}}", "claims": [{{string.Join(", ", claims.Take(said))}}]}
            """,
            StreamOf(number),
            said + 1
        );
    }

    /// <summary>Another number in the first claim of a report.</summary>
    /// <param name="version">Of the report as it was acknowledged.</param>
    public static Wish Correction(int number, string version) =>
        new(
            $"/reports/{Id(number)}/claims/1/correction",
            $$"""{"quantity": "over {{2_000 + number % 5_000}}", "stated": "{{Day(number, later: 3)}}", "reason": "The ministry gave another number"}""",
            StreamOf(number),
            Entries: 1,
            version
        );

    /// <summary>What was said in a report and in the one before.</summary>
    public static Wish Judgement(int number)
    {
        string[] judgements = ["same", "different", "unsure"];
        return new(
            "/judgements",
            $$"""{"first": "s-{{number}}", "second": "s-{{number - 1}}", "judgement": "{{judgements[number % 3]}}", "reason": "Same day, same office"}""",
            StreamId.Judgements.Value,
            Entries: 1
        );
    }

    /// <summary>Every fifth contradicts the others.</summary>
    private static string Containers(int number)
    {
        var quantity = number % 5 == 0 ? $"exactly {number % 500}" : $"over {1_000 + number % 5_000}";
        return $$"""
            {"type": "containers-reported", {{Said(number)}}, "quantity": "{{quantity}}", "coverage": "/{{Day(
                number
            )}}", "quote": "no fewer than {{number}}"}
            """;
    }

    private static string Tanks(int number) =>
        $$"""
            {"type": "items-reported", "item": "tank", {{Said(number)}}, "quantity": "about {{1
                + number % 300}}", "coverage": "/{{Day(number)}}"}
            """;

    private static string Denial(int number) =>
        $$"""
            {"type": "denial-issued", {{Said(
                number
            )}}, "forms": ["categorical"], "targets": [{"corridor": "{{Corridor(number)}}"}]}
            """;

    private static string Said(int number) =>
        $$"""
            "claimant": {"kind": "state", "office": "Ministry of Defence", "country": "{{Parties[
                number % 7
            ]}}"}, "statement": "s-{{number}}", "stated": "{{Day(number)}}"
            """;

    private static string Corridor(int number)
    {
        var supplier = number % Parties.Length;
        var recipient = (supplier + 1 + number / Parties.Length % (Parties.Length - 1)) % Parties.Length;
        return $"{Parties[supplier]}-{Parties[recipient]}";
    }

    private static string Id(int number) => $"soak-{number}";

    private static string StreamOf(int number) => $"report/{Id(number)}";

    private static string Day(int number, int later = 0) =>
        new DateOnly(2022, 1, 1)
            .AddDays(number % 1_000 + later)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
