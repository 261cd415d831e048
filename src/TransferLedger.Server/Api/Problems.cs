using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TransferLedger.Core.Faults;

namespace TransferLedger.Server.Api;

/// <summary>RFC 9457 problems: a stable type, and every fault at once (http.md).</summary>
internal static class Problems
{
    /// <summary>One fault that is the whole problem.</summary>
    public static ProblemHttpResult Of(int status, string code, string says) =>
        Of(status, [new Fault("", code, says)]);

    /// <summary>Several faults; the first gives the problem its type.</summary>
    public static ProblemHttpResult Of(int status, ImmutableArray<Fault> faults)
    {
        var code = faults.Length == 1 ? faults[0].Code : "input.faults";
        var problem = new ProblemDetails
        {
            Type = $"/problems/{code}",
            Title = faults.Length == 1 ? faults[0].Code : $"{faults.Length} faults",
            Status = status,
            Detail =
                faults.Length == 1
                    ? faults[0].Says
                    : "Nothing was written. Every fault is listed under errors.",
        };
        problem.Extensions["errors"] = faults.Select(FaultBody.Of).ToList();
        return TypedResults.Problem(problem);
    }

    /// <summary>Faults of a body: 400 where it is no JSON at all, 413 where it is too large, else 422.</summary>
    public static ProblemHttpResult OfBody(ImmutableArray<Fault> faults) =>
        Of(
            faults[0].Code switch
            {
                "json.unreadable" or "text.not-utf8" => StatusCodes.Status400BadRequest,
                "body.too-large" => StatusCodes.Status413PayloadTooLarge,
                _ => StatusCodes.Status422UnprocessableEntity,
            },
            faults
        );

    public static ProblemHttpResult NotFound(string code, string says) =>
        Of(StatusCodes.Status404NotFound, code, says);
}

/// <summary>One fault in an answer.</summary>
public sealed record FaultBody(string Pointer, string Code, string Detail)
{
    internal static FaultBody Of(Fault fault) => new(fault.Place, fault.Code, fault.Says);
}
