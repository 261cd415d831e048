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
    private const string Unchecked =
        "This node has not yet held the log against what was signed. Try again in a second.";

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

    /// <summary>Faults: <c>checkpoint.refused</c>, <c>checkpoint.unchecked</c>, <c>checkpoint.none</c>.</summary>
    public static async Task<Outcome<SignedCheckpoint>> Latest(
        SignedHeads heads,
        Signing signing,
        CancellationToken cancellation
    )
    {
        // An older head than was shown before would look like a log that went back: after a restored backup, until the signer looks.
        if (signing.Signer?.Refused is { } why)
        {
            return Fault.At("checkpoint.refused", $"No checkpoint is shown. {why}");
        }

        // Nobody here would notice that the database was put back.
        if (signing.IsKeyLost)
        {
            return Fault.At("checkpoint.none", $"There is no checkpoint: {signing.WhyNot}");
        }

        // Asked first: what this node has seen signed is in the database before it has seen it.
        if (signing.Signer is { Size: null })
        {
            return Fault.At("checkpoint.unchecked", Unchecked);
        }

        var seen = signing.Signer?.Size ?? 0;
        return await heads.Latest(cancellation) switch
        {
            null => Fault.At(
                "checkpoint.none",
                signing.WhyNot is { } whyNot
                    ? $"There is no checkpoint: {whyNot}"
                    : "Nothing has been signed yet, or not since a fork was accepted. Try again in a second."
            ),
            var older when older.Checkpoint.Size < seen => Fault.At("checkpoint.unchecked", Unchecked),
            var latest => latest,
        };
    }

    /// <summary>What there is instead of a checkpoint.</summary>
    public static IResult Problem(Outcome<SignedCheckpoint> none) =>
        Problems.Of(
            none.Faults[0].Code is "checkpoint.refused" or "checkpoint.unchecked"
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
