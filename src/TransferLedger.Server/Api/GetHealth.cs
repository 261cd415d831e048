using Npgsql;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Background;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /health/live</c> and <c>GET /health/ready</c>: readiness waits for the sample and names what lags or stopped.</summary>
internal static class GetHealth
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new LiveBody("live")))
            .WithSummary("The process answers");
        app.MapGet("/health/ready", Ready)
            .WithSummary("The ledger can be read and written, and how far reads lag")
            .Produces<ReadyBody>()
            .Produces<ReadyBody>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Ready(
        ILog log,
        ProjectionRunner projections,
        FeedRunner feed,
        FeedTail tail,
        Readiness readiness,
        Signing signing,
        UnreadableErasures erasures,
        CancellationToken cancellation
    )
    {
        var (size, away) = await SizeOf(log, cancellation);
        var lag = Math.Max(0, (size ?? 0) - projections.Next.Value);
        var stopped = away ?? (log as PostgresLog)?.StoppedBecause;
        var ready =
            readiness.IsReady
            && projections is { IsReadable: true, Stopped: null }
            && stopped is null
            && signing.Signer?.Refused is null;
        var body = new ReadyBody(
            ready ? "ready" : "not-ready",
            size,
            new ProjectionHealthBody(projections.Next.Value, lag, projections.Stopped),
            new FeedHealthBody(tail.Horizon.ToString(), feed.Stopped),
            stopped,
            SigningHealth(signing),
            erasures.Positions
        );
        return TypedResults.Json(
            body,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static SigningHealthBody? SigningHealth(Signing signing) =>
        signing.Signer is { } signer ? new SigningHealthBody(signer.Size, signer.Refused)
        : signing.IsKeyLost ? new SigningHealthBody(Size: null, signing.WhyNot)
        : null;

    /// <summary>The size of the log, or why nobody can tell.</summary>
    private static async Task<(long? Size, string? Away)> SizeOf(ILog log, CancellationToken cancellation)
    {
        try
        {
            return ((await log.Head(cancellation)).Size, null);
        }
        catch (NpgsqlException e)
        {
            return (null, $"The database does not answer: {e.Message}");
        }
    }
}

public sealed record LiveBody(string Status);

/// <param name="Entries">Null where the database does not answer.</param>
/// <param name="WritingStopped">Why this node writes no more, or null.</param>
/// <param name="Signing">Null where this node has no signing key, and none was lost.</param>
/// <param name="UnreadableErasures">
/// Positions of entries that should say which quotes were erased, and cannot be read: have the database verified.
/// </param>
public sealed record ReadyBody(
    string Status,
    long? Entries,
    ProjectionHealthBody Projections,
    FeedHealthBody Feed,
    string? WritingStopped,
    SigningHealthBody? Signing,
    IReadOnlyList<long> UnreadableErasures
);

/// <param name="Lag">Entries that are not readable yet.</param>
/// <param name="Stopped">Why it stopped, or null.</param>
public sealed record ProjectionHealthBody(long Next, long Lag, string? Stopped);

/// <param name="Size">Entries under the last checkpoint that this node signed or saw; null before the first.</param>
/// <param name="Refused">Why it signs no more, or null.</param>
public sealed record SigningHealthBody(long? Size, string? Refused);

/// <param name="Next">Where the feed ends, as far as this node has read it.</param>
/// <param name="Stopped">Why this node writes no more of it, or null; it is ready all the same, and another may write on.</param>
public sealed record FeedHealthBody(string Next, string? Stopped);
