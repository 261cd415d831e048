using TransferLedger.Core.Figures;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Projections;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Server.Api;
using TransferLedger.Server.Background;
using TransferLedger.Server.Pages.Layout;

namespace TransferLedger.Server.Pages.Audit;

/// <summary><c>GET /audit</c>: how long the log is, what is signed of it, and how to check it without trust.</summary>
internal static class AuditPage
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/audit", Handle).ForPages();

    private static async Task<IResult> Handle(
        HttpContext http,
        LedgerReads reads,
        Readers readers,
        SignedHeads heads,
        Signing signing
    )
    {
        var signed = await GetCheckpoint.Latest(heads, signing, http.RequestAborted);
        var first = await reads.Figures(new(), readers.Today, after: "", limit: 1, http.RequestAborted);
        var model = new AuditModel(
            await reads.Size(http.RequestAborted),
            signed.IsOk ? signed.Value : null,
            signed.IsOk ? null : signed.Faults[0].Says,
            [.. (signing.Signer?.Keys.Verifiers ?? []).Select(key => key.ToString()!)],
            $"{http.Request.Scheme}://{http.Request.Host}",
            first.Rows.Count > 0 ? first.Rows[0].Figure : null
        );
        return new Page("Audit", Page.Show<AuditView, AuditModel>(model)).ToResult();
    }
}

/// <summary>The log as an auditor begins with it.</summary>
/// <param name="Size">Entries.</param>
/// <param name="Signed">Null: there is no checkpoint.</param>
/// <param name="WhyNot">Why there is none.</param>
/// <param name="Keys">That verify checkpoints.</param>
/// <param name="Address">Of this server, as its reader called it.</param>
/// <param name="Figure">One that can be replayed; null: the ledger has none yet.</param>
public sealed record AuditModel(
    long Size,
    SignedCheckpoint? Signed,
    string? WhyNot,
    IReadOnlyList<string> Keys,
    string Address,
    FigureId? Figure
);
