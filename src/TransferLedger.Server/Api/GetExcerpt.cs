using TransferLedger.Core.Events;
using TransferLedger.Core.Log;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /excerpts/{report}/{n}</c>: the quote of a claim, never stored by anybody on the way.</summary>
internal static class GetExcerpt
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/excerpts/{report}/{n:int:min(1)}", Handle)
            .ForReaders()
            .Takes()
            .WithSummary("The quote of a claim")
            .Produces<ExcerptBody>()
            .Produces<ProblemBody>(StatusCodes.Status410Gone, Problems.ContentType);

    private static async Task<IResult> Handle(
        HttpContext http,
        string report,
        int n,
        ILog log,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var id = ReportId.Read(report);
        var stream = id.IsOk ? await log.ReadStream(id.Value.Stream, cancellation) : [];
        foreach (var entry in stream)
        {
            if (RecordedEntry.Of(entry).Event is Claim claim && claim.Id.Number == n)
            {
                return await Answer(claim, entry, log, cancellation);
            }
        }

        return Problems.NotFound("claim.unknown", $"There is no claim {n} in a report {report}.");
    }

    private static async Task<IResult> Answer(
        Claim claim,
        Entry entry,
        ILog log,
        CancellationToken cancellation
    )
    {
        if (claim.Quote is null)
        {
            return Problems.NotFound("excerpt.none", $"{claim.Id} was filed without a quote.");
        }

        if (await log.ReadExcerpt(entry.Id, cancellation) is { } excerpt)
        {
            return TypedResults.Ok(new ExcerptBody(claim.Id.ToString(), excerpt.Text));
        }

        // Anew: it may have been erased since the stream was read.
        var erased = (await log.ReadStream(entry.Stream, cancellation))
            .Select(RecordedEntry.Of)
            .LastOrDefault(r => r.Event is ExcerptErased e && e.Entry == entry.Id);
        var why = erased is { Event: ExcerptErased e }
            ? $"erased on {erased.RecordedAt:yyyy-MM-dd}, because {e.Reason.TrimEnd('.')}"
            : "erased";
        return Problems.Of(
            StatusCodes.Status410Gone,
            "excerpt.erased",
            $"The quote of {claim.Id} was {why}."
        );
    }
}

/// <summary>The exact words of a source.</summary>
public sealed record ExcerptBody(string Claim, string Text);
