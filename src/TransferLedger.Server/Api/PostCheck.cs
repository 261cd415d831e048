using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Quantities;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Server.Api;

/// <summary><c>POST /reports/check</c>: everything that filing would do but the writing.</summary>
internal static class PostCheck
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/reports/check", Handle)
            .For(Role.Filer)
            .Takes()
            .WithSummary("What filing a report would do, without writing")
            .Accepts<ReportInput>("application/json")
            .Produces<CheckBody>()
            .Produces<ProblemBody>(StatusCodes.Status413PayloadTooLarge, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problems.ContentType);

    private static async Task<IResult> Handle(
        HttpContext http,
        FilingDesk desk,
        Readers readers,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var body = await Body.Read(http.Request, cancellation);
        var draft = body.Then(json => ReportReader.Read(json, desk.Today));
        if (!draft.IsOk)
        {
            return Problems.OfBody(draft.Faults);
        }

        var check = await Of(draft.Value, desk, readers, clock.GetUtcNow().UtcDateTime, cancellation);
        return check.IsOk ? TypedResults.Ok(check.Value) : Problems.OfBody(check.Faults);
    }

    /// <summary>What filing would do, or why it would be refused.</summary>
    internal static async Task<Outcome<CheckBody>> Of(
        ReportDraft draft,
        FilingDesk desk,
        Readers readers,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var decision = await desk.Check(draft, cancellation);
        if (decision is FilingDecision.Refused refused)
        {
            return refused.Faults;
        }

        var rows = AsIfFiled(draft, now);
        var estimates =
            decision is FilingDecision.File
                ? await Estimates(rows, await readers.Now(cancellation), desk.Today, cancellation)
                : [];
        return new CheckBody(
            draft.Report.Report.Text,
            OutcomeOf(decision),
            [.. rows.Select(CheckedClaimBody.Of)],
            estimates
        );
    }

    private static string OutcomeOf(FilingDecision decision) =>
        decision switch
        {
            FilingDecision.File => "new",
            FilingDecision.Unchanged => "unchanged",
            FilingDecision.Differs => "differs",
            _ => throw new System.Diagnostics.UnreachableException($"{decision}"),
        };

    /// <summary>The claims as they would stand behind all that is there.</summary>
    private static List<ClaimState> AsIfFiled(ReportDraft draft, DateTime now) =>
        draft
            .Claims.Select(
                (claim, i) =>
                    new ClaimState(claim.Claim, new Position(long.MaxValue - draft.Claims.Length + i), now)
            )
            .ToList();

    private static async Task<List<ChangeBody>> Estimates(
        List<ClaimState> rows,
        LedgerAt ledger,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var changes = new List<ChangeBody>();
        var fed = rows.Where(row => row.Figure is not null).ToLookup(row => row.Figure!);
        var there = await ledger.EntriesOfFigures([.. fed.Select(group => group.Key)], cancellation);
        var named = rows.Select(row => row.Claim.Statement).OfType<string>().Distinct();
        var judged = await ledger.Judgements([.. named], cancellation);
        foreach (var added in fed.OrderBy(group => group.Key))
        {
            var before = there[added.Key].With(judged).Record();
            var after = before with { Claims = [.. before.Claims, .. added] };
            changes.Add(ChangeBody.Of(before, after, today));
        }

        return changes;
    }
}

/// <summary>What filing would do.</summary>
/// <param name="Outcome"><c>new</c>, <c>unchanged</c> (the same report is there) or <c>differs</c> (another one has its id).</param>
public sealed record CheckBody(
    string Report,
    string Outcome,
    IReadOnlyList<CheckedClaimBody> Claims,
    IReadOnlyList<ChangeBody> Estimates
);

/// <summary>A claim as it was understood.</summary>
public sealed record CheckedClaimBody(
    string Claim,
    string Type,
    string? Figure,
    string Perspective,
    DateOnly Said,
    ReadQuantityBody? Quantity
)
{
    internal static CheckedClaimBody Of(ClaimState row) =>
        new(
            row.Claim.Id.ToString(),
            ClaimBody.TypeOf(row.Claim),
            row.Figure?.ToString(),
            row.Claim.Perspective.Id,
            row.Said,
            ReadQuantityBody.Of((row.Claim as ICounted)?.Quantity)
        );
}

/// <summary>How the words of a quantity were read; reading, low and high are null where they were not.</summary>
public sealed record ReadQuantityBody(
    string? Words,
    string? Reading,
    long? Low,
    long? High,
    string Per,
    string Unit
)
{
    internal static ReadQuantityBody? Of(Quantity? quantity)
    {
        if (quantity is null)
        {
            return null;
        }

        var bounds = quantity.Reading?.BoundsAt(Policy.Current.Approximate);
        return new ReadQuantityBody(
            quantity.Words,
            quantity.Reading?.ToString(),
            bounds?.Low,
            bounds?.High,
            quantity.Per.Name,
            quantity.Unit.Name
        );
    }
}

/// <summary>What a figure's estimate is, and what it would become.</summary>
public sealed record ChangeBody(string Figure, FigureBody Before, FigureBody After)
{
    internal static ChangeBody Of(FigureRecord before, FigureRecord after, DateOnly today)
    {
        var day = today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        FigureBody At(FigureRecord record) =>
            FigureBody.Of(record.Figure, FigureHeadline.Of(record, today, Policy.Current), $"?asOf={day}");
        return new ChangeBody(before.Figure.ToString(), At(before), At(after));
    }
}
