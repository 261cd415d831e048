using System.Text.Json;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Server;

/// <summary>An answer that says no (RFC 9457).</summary>
internal static class Problem
{
    private const int LeastServerError = 500;

    /// <summary>Every fault of it; where it is no problem of ours, one that says what came.</summary>
    public static IReadOnlyList<Complaint> Read(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var problem = Body(response, body);
        return problem switch
        {
            { Errors: [_, ..] errors } =>
            [
                .. errors.Select(e => new Complaint(Place: null, e.Code, e.Pointer ?? "", e.Detail)),
            ],
            { Detail: { Length: > 0 } detail } => [new Complaint(Code(problem), detail)],
            _ => [Unexplained(response)],
        };
    }

    /// <summary>The server's failure where it failed, else the caller's.</summary>
    public static HaltException Halt(HttpResponseMessage response, IReadOnlyList<Complaint> complaints) =>
        new((int)response.StatusCode >= LeastServerError ? ExitCode.Failed : ExitCode.WrongInput, complaints);

    private static ProblemBody? Body(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        if (
            response.Content.Headers.ContentType?.MediaType
            is not ("application/problem+json" or "application/json")
        )
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ProblemBody>(body.Span, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Code(ProblemBody problem) =>
        problem.Type?.Split('/')[^1] is { Length: > 0 } code ? code : "server.refused";

    private static Complaint Unexplained(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var asked = response.RequestMessage?.RequestUri;
        return new Complaint(
            $"http.{status}",
            status >= LeastServerError
                ? $"The server answered {status} to {asked}. Look at its log, or try again later."
                : $"{asked} answered {status}, and not as a TransferLedger does. Check --url."
        );
    }

    private sealed record ProblemBody(string? Type, string? Detail, IReadOnlyList<ErrorBody>? Errors);

    private sealed record ErrorBody(string? Pointer, string Code, string Detail);
}
