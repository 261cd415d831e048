using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Retellings;
using TransferLedger.Server.Names;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /statements/{id}</c>: where a statement appears, where a retelling bent it, and what it was judged to be.</summary>
internal static class GetStatement
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/statements/{id}", Handle)
            .ForReaders()
            .Takes(Parameter.OfOne)
            .WithSummary("One statement: its appearances side by side, and where a retelling bent it")
            .Produces<StatementBody>();

    private static async Task<IResult> Handle(
        HttpContext http,
        string id,
        Readers readers,
        UnknownNames unknown
    )
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        // A slash is the one character that routing leaves encoded.
        id = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (await On(at.Value, id, http.RequestAborted) is not var (lineage, _, judged))
        {
            return await unknown.Statement(id, at.Value, http);
        }

        var last = await at.Value.Ledger.LastConcerned(http.RequestAborted);
        return await Answers.Read(http, at.Value, StatementBody.Of(lineage, at.Value, last!, judged));
    }

    /// <summary>A statement by a day, and what it was judged to be; null: no appearance of it had been published.</summary>
    internal static async Task<StatementOnDay?> On(ReadAt at, string id, CancellationToken cancellation)
    {
        var judged = await at.Ledger.Judgements([id], cancellation);
        var classes = StatementClasses.From(judged.Select(entry => (StatementsJudged)entry.Event));
        var claims = await at.Ledger.ClaimsOfStatements(classes.MembersOf(id), at.AsOf, cancellation);
        return Lineage.Of(id, claims, classes, at.AsOf) is { } lineage ? new(lineage, claims, judged) : null;
    }
}

/// <param name="Claims">Every state of those in which it appears.</param>
/// <param name="Judged">In the order of the log.</param>
public sealed record StatementOnDay(
    Lineage Lineage,
    IReadOnlyList<ClaimState> Claims,
    IReadOnlyList<Recorded> Judged
);

/// <summary>A statement and its retellings.</summary>
/// <param name="Statement">What it is called, after judgements.</param>
/// <param name="Members">All statements that were judged to be this one, itself included.</param>
/// <param name="Unmatched">What only some of the reports tell of it.</param>
public sealed record StatementBody(
    string Statement,
    string AsOf,
    KnownAtBody KnownAt,
    IReadOnlyList<string> Members,
    IReadOnlyList<AppearanceBody> Appearances,
    IReadOnlyList<LineageDifferenceBody> Differences,
    IReadOnlyList<UnmatchedBody> Unmatched,
    IReadOnlyList<JudgementBody> Judgements,
    LinksBody Links
)
{
    internal static StatementBody Of(
        Lineage lineage,
        ReadAt at,
        Recorded last,
        IReadOnlyList<Recorded> judged
    ) =>
        new(
            lineage.Statement,
            at.Day,
            KnownAtBody.Of(last)!,
            lineage.Members,
            [.. lineage.Appearances.Select(AppearanceBody.Of)],
            [.. lineage.Differences.Select(LineageDifferenceBody.Of)],
            [.. lineage.Unmatched.Select(UnmatchedBody.Of)],
            [.. judged.Select(JudgementBody.Of)],
            new LinksBody(
                $"/statements/{Uri.EscapeDataString(lineage.Statement)}{at.Standpoint.QueryAt(last)}&policy={Policy.Current.Name}"
            )
        );
}

/// <summary>Something of the statement that one report has and the first has not, or the other way round.</summary>
public sealed record UnmatchedBody(string Report, string Claim, LineageGapKind Kind)
{
    internal static UnmatchedBody Of(LineageGap gap) => new(gap.Report.Text, gap.Claim.ToString(), gap.Kind);
}

/// <summary>A judgement, as it was recorded; of those on one pair the latest stands.</summary>
public sealed record JudgementBody(
    string First,
    string Second,
    Judgement Judgement,
    string By,
    string Reason,
    long Position,
    DateTime RecordedAt
)
{
    internal static JudgementBody Of(Recorded entry)
    {
        var judged = (StatementsJudged)entry.Event;
        return new(
            judged.First,
            judged.Second,
            judged.Judgement,
            judged.By,
            judged.Reason,
            entry.Position.Value,
            entry.RecordedAt
        );
    }
}
