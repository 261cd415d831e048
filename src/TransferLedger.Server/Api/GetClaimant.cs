using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using TransferLedger.Server.Names;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /claimants/{id}</c>: the track record of a claimant.</summary>
internal static class GetClaimant
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/claimants/{id}", Handle)
            .ForReaders()
            .Takes(Parameter.OfOne)
            .WithSummary("A claimant's track record: claims, own revisions, conflicts, denials")
            .Produces<ClaimantBody>();

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

        return await Of(at.Value, id, http.RequestAborted) is { } found
            ? await Answers.Read(http, at.Value, found.Body)
            : await unknown.Claimant(id, at.Value, http);
    }

    /// <summary>A claimant by a day; null: nobody called so had said anything.</summary>
    internal static async Task<ClaimantOnDay?> Of(ReadAt at, string id, CancellationToken cancellation)
    {
        var day = at.AsOf;
        var ledger = at.Ledger;
        var claims = await ledger.ClaimsOfClaimant(id, cancellation);
        var own = claims.Where(state => state.Claim.Claimant?.Id == id).ToList();
        if (LedgerAt.Record(id, own, day) is not { } claimant)
        {
            return null;
        }

        var figures = own.Where(state => state.Since <= day)
            .Select(state => state.Figure)
            .OfType<FigureId>()
            .Distinct()
            .ToList();
        var entries = await ledger.EntriesOfFigures(figures, cancellation);
        var statements = claims.Select(state => state.Claim.Statement).OfType<string>().Distinct();
        var judged = await ledger.Judgements([.. statements], cancellation);
        var record = TrackRecord.Of(
            id,
            claims,
            entries.Values.Select(of => of.Record()),
            StatementClasses.From(judged.Select(entry => (StatementsJudged)entry.Event)),
            day,
            Policy.Current
        );
        var ids = own.Select(state => state.Claim.Id).ToHashSet();
        var asked = new ConflictsAsked(new FiguresAsked(), Grade: null, Party: null);
        var theirs = FigureConflicts.Of(entries, at, asked);
        var denials = own.Where(state => state.Claim is DenialIssued && state.StandsOn(day)).ToList();
        var denied = await DeniedFigures.Of(denials, ledger, day, cancellation);
        var last = await ledger.LastConcerned(cancellation);
        var body = new ClaimantBody(
            id,
            at.Day,
            KnownAtBody.Of(last)!,
            claimant.Claimant,
            claimant.Perspective,
            claimant.FirstSaid,
            claimant.LastSaid,
            record.Claims,
            record.Statements,
            record.Denials,
            [.. figures.Order().Select(figure => figure.ToString())],
            TrackRecordBody.Of(record),
            [
                .. theirs
                    .Where(conflict => conflict.Conflict.Claims.Any(ids.Contains))
                    .Select(FigureConflictBody.Of),
            ],
            [
                .. denials.Select(denial =>
                    ClaimBody.Of(denial) with
                    {
                        Denies = denied[denial.Claim.Id].ToList(),
                    }
                ),
            ],
            new LinksBody($"/claimants/{id}{at.Standpoint.QueryAt(last)}&policy={Policy.Current.Name}")
        );
        return new(body, [.. own.Where(state => state.StandsOn(day))]);
    }
}

/// <summary>A claimant by a day.</summary>
/// <param name="Said">Their claims as they stand, in the order of the log.</param>
public sealed record ClaimantOnDay(ClaimantBody Body, IReadOnlyList<ClaimState> Said);

/// <summary>A claimant and their track record.</summary>
/// <param name="Claimant">As first named.</param>
/// <param name="Claims">Of every type, denials and those taken back included.</param>
/// <param name="Figures">About which they spoke.</param>
/// <param name="Conflicts">In which a claim of theirs takes part.</param>
/// <param name="DenialsIssued">Each with what it is about.</param>
public sealed record ClaimantBody(
    string Id,
    string AsOf,
    KnownAtBody KnownAt,
    Claimant Claimant,
    string Perspective,
    DateOnly FirstSaid,
    DateOnly LastSaid,
    int Claims,
    int Statements,
    int Denials,
    IReadOnlyList<string> Figures,
    TrackRecordBody Record,
    IReadOnlyList<FigureConflictBody> Conflicts,
    IReadOnlyList<ClaimBody> DenialsIssued,
    LinksBody Links
);

/// <summary>How far their own numbers moved, without anybody else's.</summary>
/// <param name="Changes">Corrections and withdrawals of their claims.</param>
public sealed record TrackRecordBody(
    int Raised,
    int Lowered,
    int Tightened,
    int Widened,
    int Corrections,
    int Withdrawals,
    IReadOnlyList<OwnRevisionBody> Revisions,
    IReadOnlyList<ClaimChangeBody> Changes
)
{
    internal static TrackRecordBody Of(TrackRecord record) =>
        new(
            record.Raised,
            record.Lowered,
            record.Tightened,
            record.Widened,
            record.Corrections,
            record.Withdrawals,
            [.. record.Revisions.Select(OwnRevisionBody.Of)],
            [.. record.Changes.Select(c => new ClaimChangeBody(c.Claim.ToString(), c.Day, c.Kind))]
        );
}

/// <param name="Carried">What their earlier claims prove over the new period.</param>
public sealed record OwnRevisionBody(
    string Figure,
    DateOnly Day,
    RevisionKind Kind,
    StandingBody Before,
    CarriedBody Carried,
    StandingBody After
)
{
    internal static OwnRevisionBody Of(OwnRevision revision)
    {
        var number = new FigureNumber(revision.Figure);
        return new(
            revision.Figure.ToString(),
            revision.Day,
            revision.Kind,
            StandingBody.Of(revision.Before, number),
            CarriedBody.Of(revision.Carried, number),
            StandingBody.Of(revision.After, number)
        );
    }
}

public sealed record ClaimChangeBody(string Claim, DateOnly Day, ClaimChangeKind Kind);
