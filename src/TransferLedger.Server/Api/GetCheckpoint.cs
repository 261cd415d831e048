using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Server.Background;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /checkpoint</c> and <c>GET /log.vkey</c>: the signed head of the log, and the keys that verify it.</summary>
internal static class GetCheckpoint
{
    public const string TextType = "text/plain; charset=utf-8";
    private const int DigestBytes = 16;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/checkpoint", Handle)
            .ForReaders()
            .Takes()
            .WithSummary("The signed head of the log (C2SP tlog-checkpoint)")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain")
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);
        app.MapGet("/log.vkey", Keys)
            .ForReaders()
            .Takes()
            .WithSummary("The keys that verify checkpoints, one a line (C2SP signed-note)")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain")
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problems.ContentType);
    }

    /// <summary>Faults: <c>checkpoint.refused</c>, <c>checkpoint.none</c>.</summary>
    public static async Task<Outcome<SignedCheckpoint>> Latest(
        SignedHeads heads,
        Signing signing,
        CancellationToken cancellation
    )
    {
        // An older head than was shown before would look like a log that went back.
        if (signing.Signer?.Refused is { } why)
        {
            return Fault.At("checkpoint.refused", $"No checkpoint is shown. {why}");
        }

        return await heads.Latest(cancellation) is { } signed
            ? signed
            : Fault.At(
                "checkpoint.none",
                signing.WhyNot is { } whyNot
                    ? $"There is no checkpoint: {whyNot}"
                    : "Nothing has been signed yet. Try again in a second."
            );
    }

    /// <summary>What there is instead of a checkpoint.</summary>
    public static IResult Problem(Outcome<SignedCheckpoint> none) =>
        Problems.Of(
            none.Faults[0].Code == "checkpoint.refused"
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status404NotFound,
            none.Faults
        );

    private static async Task<IResult> Handle(
        HttpContext http,
        SignedHeads heads,
        Signing signing,
        CancellationToken cancellation
    )
    {
        var latest = await Latest(heads, signing, cancellation);
        if (!latest.IsOk)
        {
            return Problem(latest);
        }

        var bytes = latest.Value.Note.ToBytes();
        var etag = new EntityTagHeaderValue(
            $"\"{Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, DigestBytes))}\""
        );
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.GetTypedHeaders().ETag = etag;
        return http
            .Request.GetTypedHeaders()
            .IfNoneMatch.Any(known => known.Compare(etag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(bytes, TextType);
    }

    private static IResult Keys(Signing signing) =>
        signing.Signer is { } signer
            ? TypedResults.Text(
                string.Concat(signer.Keys.Verifiers.Select(key => $"{key}\n")),
                TextType,
                Encoding.UTF8
            )
            : Problems.NotFound("checkpoint.none", $"There is no key: {signing.WhyNot}");
}
