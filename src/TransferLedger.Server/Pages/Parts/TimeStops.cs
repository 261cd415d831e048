using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Words;

namespace TransferLedger.Server.Pages.Parts;

/// <summary>What the form for the moment holds.</summary>
/// <param name="Address">Of the page, without its query.</param>
/// <param name="AsOf">As the address has it; empty: today.</param>
/// <param name="KnownAt">As the address has it; empty: now.</param>
/// <param name="Stops">JSON.</param>
/// <param name="AsOfStop">Which of the stops the reader stands at, or has passed last.</param>
/// <param name="KnownAtStop">The same.</param>
/// <param name="SaidAtOnce">Why there is no going back to what had been said by an earlier day; null: there is.</param>
/// <param name="RecordedAtOnce">Why there is none to what had been recorded.</param>
/// <param name="Kept">Other parameters of the address, which stay.</param>
public sealed record TimeModel(
    string Address,
    string AsOf,
    string KnownAt,
    string Today,
    string Stops,
    int AsOfStop,
    int KnownAtStop,
    string? SaidAtOnce,
    string? RecordedAtOnce,
    IReadOnlyList<(string Name, string Value)> Kept
);

/// <summary>Finds the moments at which anything changes of a figure, as the ledger knows it now.</summary>
internal sealed class TimeStops(Readers readers)
{
    private const int MostMoments = 1_000;
    private static readonly string[] Narrowing = ["perspective", "minReliability"];

    public async Task<TimeModel> Of(HttpContext http, FigureId figure, IEnumerable<ClaimState> beside)
    {
        var ledger = await readers.Now(http.RequestAborted);
        var entries = (await ledger.EntriesOfFigures([figure], http.RequestAborted))[figure];
        var days = entries
            .Record()
            .Claims.Concat(beside)
            .Select(state => state.Since)
            .Append(readers.Today)
            .Where(day => day <= readers.Today)
            .Distinct()
            .Order()
            .TakeLast(MostMoments)
            .ToList();
        var moments = await ledger.EndsOf([.. entries.Entries.TakeLast(MostMoments)], http.RequestAborted);
        var stops = new
        {
            asOf = days,
            knownAt = moments.Select(end => new { position = end.Key.Value, recordedAt = end.Value }),
        };
        // Whoever comes here has had the figure read at it.
        var at = (await readers.At(http)).Value;
        var query = http.Request.Query;
        return new TimeModel(
            http.Request.Path.Value!,
            query["asOf"].ToString(),
            query["knownAt"].ToString(),
            readers.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            PageJson.Of(stops),
            Passed(days.Count(day => day <= at.AsOf)),
            Passed(
                at.Asked.KnownAt is null ? moments.Count : moments.Count(end => end.Key.Value < at.Ledger.End)
            ),
            days.Count > 1 ? null : "All of it was said today: there is no earlier day to go back to.",
            moments.Count > 1 ? null : AtOnce(moments[0]),
            [.. Narrowing.Select(name => (name, query[name].ToString())).Where(kept => kept.Item2.Length > 0)]
        );
    }

    private static string AtOnce(KeyValuePair<Position, DateTime> end) =>
        $"All of it was recorded at once, on {ClaimWords.At(end.Value)} (position {end.Key}): there is no earlier record to go back to.";

    private static int Passed(int count) => Math.Max(0, count - 1);
}
