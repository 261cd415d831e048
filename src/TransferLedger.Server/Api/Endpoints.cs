using TransferLedger.Server.Feed;
using TransferLedger.Server.Subscriptions;

namespace TransferLedger.Server.Api;

/// <summary>Every address that the ledger answers, one file each.</summary>
internal static class Endpoints
{
    public static void MapLedger(this IEndpointRouteBuilder app)
    {
        PostReport.Map(app);
        PostCheck.Map(app);
        Import.Map(app);
        PostLaterEvent.Map(app);
        PostJudgement.Map(app);
        GetReports.Map(app);
        GetCorridors.Map(app);
        GetFigures.Map(app);
        GetEstimate.Map(app);
        GetRevisions.Map(app);
        GetFigureClaims.Map(app);
        GetExplanation.Map(app);
        GetRatios.Map(app);
        GetClaims.Map(app);
        GetConflicts.Map(app);
        GetSources.Map(app);
        GetStatement.Map(app);
        GetClaimant.Map(app);
        GetExcerpt.Map(app);
        DeleteExcerpt.Map(app);
        GetEntry.Map(app);
        GetExports.Map(app);
        GetEvents.Map(app);
        GetEventStream.Map(app);
        GetSchema.Map(app);
        app.MapSubscriptions();
        GetCheckpoint.Map(app);
        GetTiles.Map(app);
        GetProofs.Map(app);
        GetHealth.Map(app);
        GetMetrics.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").ForReaders();
    }
}
