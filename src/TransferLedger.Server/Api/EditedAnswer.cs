using System.Diagnostics;
using System.Globalization;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Log;

namespace TransferLedger.Server.Api;

/// <summary>What addresses that append later events have in common: the version they are sent for, and their answers.</summary>
internal static class EditedAnswer
{
    /// <param name="versionRequired">False: <c>If-Match</c> may be left out.</param>
    public static RouteHandlerBuilder ProducesEdited(
        this RouteHandlerBuilder endpoint,
        bool versionRequired = true
    ) =>
        endpoint
            .WithMetadata(new TakesVersion(versionRequired))
            .Produces<EditedBody>(StatusCodes.Status201Created)
            .Produces<EditedBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status412PreconditionFailed, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status413PayloadTooLarge, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status428PreconditionRequired, Problems.ContentType);

    /// <summary>
    /// The version of <c>If-Match: "v3"</c>. Faults: <c>precondition.missing</c> (428), <c>precondition.unreadable</c> (400).
    /// </summary>
    public static Outcome<long> ExpectedVersion(HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            return Fault.At(
                "precondition.missing",
                "Say which version you have seen: If-Match: \"v3\", with the version that GET /reports/{id} gives."
            );
        }

        var text = header.Trim('"');
        return
            text.StartsWith('v')
            && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : Fault.At(
                "precondition.unreadable",
                $"{Quote.Of(header)} is no version. Write one, as GET /reports/{{id}} gives it: If-Match: \"v3\"."
            );
    }

    public static int StatusOf(Fault fault) =>
        fault.Code == "precondition.missing"
            ? StatusCodes.Status428PreconditionRequired
            : StatusCodes.Status400BadRequest;

    /// <param name="unknown">What is said where there is no such report or claim.</param>
    /// <param name="address">Where the change can be read.</param>
    /// <param name="isCreated">False: what was appended took something away.</param>
    public static async Task<IResult> Of(
        HttpContext http,
        FilingDesk desk,
        Edited edited,
        string unknown,
        string address,
        bool isCreated = true
    ) =>
        edited switch
        {
            Edited.Handed { Result: AppendResult.Appended appended, Event: { } what } => Appended(
                await Body(desk, what, appended.Entries[^1], address, http.RequestAborted),
                address,
                isCreated
            ),
            Edited.Handed handed => Refused(http, handed.Result),
            Edited.Decided { Decision: LaterDecision.Unchanged there } => TypedResults.Ok(
                new EditedBody(
                    Event: null,
                    there.Position.Value,
                    $"v{there.Version}",
                    await desk.IsProjected(there.Position, http.RequestAborted),
                    new LinksBody(address)
                )
            ),
            Edited.Decided { Decision: LaterDecision.VersionMoved moved } => Problems.Of(
                StatusCodes.Status412PreconditionFailed,
                "version.moved",
                $"Somebody else was faster: it is at v{moved.Current} now. Read it again, and send this with that version if it still holds."
            ),
            Edited.Decided { Decision: LaterDecision.Refused refused } => Problems.OfBody(refused.Faults),
            Edited.Decided { Decision: LaterDecision.Unknown } => Problems.NotFound("claim.unknown", unknown),
            _ => throw new UnreachableException($"{edited}"),
        };

    private static IResult Appended(EditedBody body, string address, bool isCreated) =>
        isCreated ? TypedResults.Created(address, body) : TypedResults.Ok(body);

    private static async Task<EditedBody> Body(
        FilingDesk desk,
        LedgerEvent what,
        Entry entry,
        string address,
        CancellationToken cancellation
    ) =>
        new(
            ClaimBody.TypeOf(what),
            entry.Position.Value,
            $"v{entry.Version}",
            await desk.IsProjected(entry.Position, cancellation),
            new LinksBody(address)
        );

    private static IResult Refused(HttpContext http, AppendResult result) =>
        result switch
        {
            AppendResult.Busy busy => PostReport.TryLater(http, busy.RetryAfter),
            AppendResult.Stopped stopped => PostReport.Stopped(stopped.Why),
            AppendResult.TooLong tooLong => Problems.OfBody([FilingDesk.TooLarge(tooLong.Length)]),
            _ => throw new InvalidOperationException(
                $"The log answered {result} to an entry that was made for it."
            ),
        };
}

/// <summary>The endpoint reads <c>If-Match</c>.</summary>
internal sealed record TakesVersion(bool Required);

/// <summary>A later event that stands in the log.</summary>
/// <param name="Event">Its type; null where the same stood there already.</param>
/// <param name="Version">Of its stream, for <c>If-Match</c>.</param>
/// <param name="Projected">Whether reads show it already.</param>
public sealed record EditedBody(
    string? Event,
    long Position,
    string Version,
    bool Projected,
    LinksBody Links
);
