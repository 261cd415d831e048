using System.Collections.Immutable;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using TransferLedger.Core.Faults;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>RFC 9457 problems: a stable type, and every fault at once (http.md).</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";
    private const string RetryAfterSeconds = "1";

    /// <summary>One fault that is the whole problem.</summary>
    public static JsonHttpResult<ProblemBody> Of(int status, string code, string says) =>
        Of(status, [Fault.At(code, says)]);

    /// <summary>Several faults; a single one gives the problem its type.</summary>
    public static JsonHttpResult<ProblemBody> Of(int status, ImmutableArray<Fault> faults) =>
        Of(status, faults, $"{faults.Length} faults; each is listed under errors.");

    /// <summary>Faults of a body: 400 where it is no JSON at all, 413 where it is too large, else 422.</summary>
    public static JsonHttpResult<ProblemBody> OfBody(ImmutableArray<Fault> faults) =>
        Of(
            faults[0].Code switch
            {
                "json.unreadable" or "json.too-deep" or "text.not-utf8" or "body.empty" =>
                    StatusCodes.Status400BadRequest,
                "body.too-large" => StatusCodes.Status413PayloadTooLarge,
                _ => StatusCodes.Status422UnprocessableEntity,
            },
            faults,
            $"{faults.Length} faults; each is listed under errors. Nothing was written."
        );

    public static JsonHttpResult<ProblemBody> NotFound(string code, string says) =>
        Of(StatusCodes.Status404NotFound, code, says);

    /// <summary>Answers that no endpoint wrote: unknown addresses, wrong verbs, wrong content types.</summary>
    public static JsonHttpResult<ProblemBody> OfStatus(HttpContext http)
    {
        var request = http.Request;
        var status = http.Response.StatusCode;
        var (code, says) = status switch
        {
            StatusCodes.Status404NotFound => (
                "address.unknown",
                $"Nothing stands at {request.Path}. GET /openapi/v1.json lists every address."
            ),
            StatusCodes.Status405MethodNotAllowed => (
                "method.unknown",
                $"{request.Path} does not answer {request.Method}; the header Allow names what it does."
            ),
            StatusCodes.Status415UnsupportedMediaType => (
                "body.content-type",
                $"A body of type {Quote.Of(request.ContentType ?? "")} is not read here. Send Content-Type: {TypeFor(request)}."
            ),
            _ => ($"http.{status}", $"The request was refused with status {status}."),
        };
        return Of(status, code, says);
    }

    /// <summary>What was thrown: a request that broke off or was no HTTP, a database that is away, or a bug of ours.</summary>
    public static JsonHttpResult<ProblemBody> OfException(HttpContext http)
    {
        var thrown = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        switch (thrown)
        {
            case BadHttpRequestException bad:
                return Of(bad.StatusCode, "http.unreadable", bad.Message);
            case not null when DatabaseAway.Is(thrown):
                return NotNow(
                    http,
                    "database.away",
                    "The database does not answer. Try again in a moment; filing the same report again is safe."
                );
            case ReadsBehindException:
                return NotNow(http, "reads.behind", $"{thrown.Message} Try again in a moment.");
            case ReadTablesMissingException:
                return NotNow(
                    http,
                    "reads.being-built",
                    $"{thrown.Message} Try again in a moment; filing goes on, and /health/ready says how far it is."
                );
            default:
                return Of(
                    StatusCodes.Status500InternalServerError,
                    "server.failed",
                    $"This is a fault of the server. Tell whoever runs it the request {http.TraceIdentifier}."
                );
        }
    }

    private static JsonHttpResult<ProblemBody> NotNow(HttpContext http, string code, string says)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Of(StatusCodes.Status503ServiceUnavailable, code, says);
    }

    private static JsonHttpResult<ProblemBody> Of(int status, ImmutableArray<Fault> faults, string several)
    {
        var code = faults is [var one] ? one.Code : "input.faults";
        return TypedResults.Json(
            new ProblemBody(
                $"/problems/{code}",
                TitleOf(code),
                status,
                faults is [var only] ? only.Says : several,
                [.. faults.Select(FaultBody.Of)]
            ),
            contentType: ContentType,
            statusCode: status
        );
    }

    /// <summary><c>report.differs</c> → <c>Report differs</c>: the same for every problem of a type.</summary>
    private static string TitleOf(string code)
    {
        var words = code.Replace('.', ' ').Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string TypeFor(HttpRequest request) =>
        request.Path.StartsWithSegments("/reports/import", StringComparison.OrdinalIgnoreCase)
            ? "application/x-ndjson"
            : "application/json";
}

/// <summary>RFC 9457: what is wrong with a request.</summary>
/// <param name="Type">Stable: <c>/problems/</c> and the code of the one fault, else <c>input.faults</c>.</param>
/// <param name="Errors">Every fault, at least one.</param>
public sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    IReadOnlyList<FaultBody> Errors
);

/// <summary>One fault in an answer.</summary>
/// <param name="Pointer">JSON pointer into the body; of an address, the name of the parameter; empty for the whole.</param>
public sealed record FaultBody(string Pointer, string Code, string Detail)
{
    internal static FaultBody Of(Fault fault) => new(fault.Place, fault.Code, fault.Says);
}
