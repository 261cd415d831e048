using System.Globalization;
using System.Text;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>Many small reports on many corridors, as one import.</summary>
internal static class GeneratedReports
{
    private static readonly string[] Parties =
    [
        "KP",
        "RU",
        "IR",
        "CN",
        "US",
        "UA",
        "DE",
        "FR",
        "KR",
        "JP",
        "TR",
        "IL",
    ];

    public static string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"generated-{n:00000}");

    /// <summary>Claims of report <paramref name="n"/>: 1 to 3.</summary>
    public static int Claims(int n) => (n % 3) + 1;

    public static byte[] Import(int reports)
    {
        var text = new StringBuilder();
        for (var n = 0; n < reports; n++)
        {
            var supplier = Parties[n % Parties.Length];
            var recipient = Parties[(n + 1 + (n / Parties.Length % (Parties.Length - 1))) % Parties.Length];
            var day = new DateOnly(2020, 1, 1)
                .AddDays(n % 1_500)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var claims = Enumerable
                .Range(1, Claims(n))
                .Select(c =>
                    $$"""{"type":"items-reported","claimant":{"kind":"state","country":"{{supplier}}"},"item":"tank","quantity":"over {{n + c}}","quote":"over {{n + c}} tanks"}"""
                );
            text.Append(
                $$"""{"id":"{{Id(n)}}","title":"Exercise data {{n}}","publisher":"Exercise Wire","medium":"press","published":"{{day}}","corridor":"{{supplier}}-{{recipient}}","claims":[{{string.Join(',', claims)}}]}"""
            );
            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
