using TransferLedger.Core.Events;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Server.Api;

/// <summary>
/// The head that an answer was read at stands in its headers: <c>Ledger-Position</c>, and <c>Ledger-Root</c>, the root over the log
/// up to there as checkpoints write it. Whoever holds a checkpoint can tell whether they were shown the same log.
/// </summary>
internal static class HeadRead
{
    private const string PositionHeader = "Ledger-Position";
    private const string RootHeader = "Ledger-Root";

    /// <param name="end">The next position that was not read; 0: the log was empty, and there is no head.</param>
    public static async Task Tell(HttpContext http, long end)
    {
        if (end > 0)
        {
            var root = await http
                .RequestServices.GetRequiredService<LedgerTree>()
                .RootAt(end, http.RequestAborted);
            http.Response.Headers[PositionHeader] = new Position(end - 1).ToString();
            http.Response.Headers[RootHeader] = root.ToBase64();
        }
    }
}
