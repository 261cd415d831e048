using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>
/// The entries of a small random figure, in the order of the log: reports of one claim or more, and between them whatever may
/// happen to a claim or to a statement later. Recorded while things are still being said, so that some is seen only then.
/// </summary>
internal sealed class RandomEntries
{
    private static readonly Corridor Elsewhere = Corridor.Read("IR-RU").Value;

    private readonly List<Recorded> entries = [];
    private readonly Dictionary<StreamId, long> versions = [];
    private DateTime now = new(2024, 1, 20, 6, 0, 0, DateTimeKind.Utc);

    private RandomEntries(IEnumerable<Happening> happenings)
    {
        foreach (var happening in happenings.SkipWhile(happening => happening.What != What.Filed))
        {
            now += TimeSpan.FromHours(happening.HoursLater);
            if (happening.What == What.Filed)
            {
                File(happening);
            }
            else
            {
                Record(happening);
            }
        }
    }

    public static Gen<RandomEntries> All { get; } =
        from claims in Gen.OneOf(RandomFigures.Sayings, RandomFigures.Vaguely(45))
        from happenings in Gen.Shuffle(claims)
            .SelectMany(shuffled => Gen.CollectToArray(shuffled, saying => HappeningOf(saying, What.Filed)))
        from others in RandomFigures.Sayings
        from later in Gen.CollectToArray(
            others,
            saying => Gen.Elements(Later).SelectMany(what => HappeningOf(saying, what))
        )
        from order in Gen.Shuffle(happenings.Concat(later).ToArray())
        select new RandomEntries(order);

    public FigureEntries Figure => new(Worked.Containers, entries);

    /// <summary>All of them, of whatever figure.</summary>
    public IReadOnlyList<Recorded> Log => entries;

    /// <summary>Positions at which a report or a later event is whole.</summary>
    public IEnumerable<Position> Steps =>
        entries
            .Where((entry, n) => n + 1 == entries.Count || !IsSameReport(entry, entries[n + 1]))
            .Select(entry => entry.Position);

    public override string ToString() =>
        string.Join('\n', entries.Select(e => $"{e.Position} {e.Stream} {e.RecordedAt:s} {e.Event}"));

    private static bool IsSameReport(Recorded entry, Recorded next) =>
        entry.Event is Claim claim && next.Event is Claim other && claim.Id.Report == other.Id.Report;

    private static readonly What[] Later =
    [
        What.Corrected,
        What.Corrected,
        What.Withdrawn,
        What.Mended,
        What.Mended,
        What.Graded,
        What.Graded,
        What.Erased,
        What.Judged,
        What.Judged,
    ];

    private static Gen<Happening> HappeningOf(Saying saying, What what) =>
        from which in Gen.Choose(0, 1_000)
        from hours in Gen.Frequency((1, Gen.Constant(1)), (2, Gen.Choose(1, 90)))
        from flags in Gen.Choose(0, 7)
        select new Happening(what, saying, which, hours, flags);

    /// <summary>Two in eight join the report that was filed just before.</summary>
    private void File(Happening filed)
    {
        var last = entries.Count > 0 ? entries[^1].Event as Claim : null;
        var id =
            last is not null && filed.Flags < 2
                ? $"{last.Id.Report}#{last.Id.Number + 1}"
                : $"{filed.Saying.Id}#1";
        var claim = filed.Saying.Claim.Claim with { Id = ClaimId.Read(id).Value };
        Add(claim.Id.Report.Stream, claim);
    }

    private void Record(Happening happening)
    {
        var claims = entries.Select(entry => entry.Event).OfType<Claim>().ToList();
        var claim = claims[happening.Which % claims.Count];
        if (happening.What == What.Judged)
        {
            Add(StreamId.Judgements, Judged(happening));
        }
        else
        {
            Add(claim.Id.Report.Stream, LaterEventOf(happening, claim));
        }
    }

    private LaterEvent LaterEventOf(Happening happening, Claim claim)
    {
        var other = (ContainersReported)happening.Saying.Claim.Claim;
        var (flags, said) = (happening.Flags, other.Published);
        return happening.What switch
        {
            What.Corrected => new ClaimCorrected
            {
                Claim = claim.Id,
                Reason = "r",
                Stated = said,
                Quantity = flags % 4 < 3 ? other.Quantity : null,
                Coverage = flags % 2 == 0 ? other.Coverage : null,
                Claimant = flags > 5 ? other.Claimant : null,
            },
            What.Withdrawn => new ClaimWithdrawn
            {
                Claim = claim.Id,
                Reason = "r",
                Stated = said,
                Claimant = (flags < 5 ? claim.Claimant : other.Claimant) ?? Worked.Claims[0].Claim.Claimant!,
            },
            What.Mended => new RecordingErrorCorrected
            {
                Claim = claim.Id,
                Reason = "r",
                Becomes = new NamedClaim(
                    other with
                    {
                        Id = claim.Id,
                        Corridor = flags is 1 or 2 ? Elsewhere : other.Corridor,
                    }
                ),
                Voids = flags % 2 == 0 ? [.. VersionsOfChanges(claim.Id).TakeLast(1)] : null,
            },
            What.Erased => new ExcerptErased
            {
                Claim = claim.Id,
                Reason = "r",
                Entry = Guid.Empty,
                By = "desk",
            },
            _ => new ClaimGraded
            {
                Claim = claim.Id,
                Reason = "r",
                Grade = new((Reliability)(flags % 3), (flags % 2) + 1),
                By = "desk",
            },
        };
    }

    private IEnumerable<long> VersionsOfChanges(ClaimId claim) =>
        entries
            .Where(entry =>
                entry.Event is ClaimCorrected or ClaimWithdrawn && ((LaterEvent)entry.Event).Claim == claim
            )
            .Select(entry => entry.Version);

    private static StatementsJudged Judged(Happening happening) =>
        new()
        {
            First = $"s{(happening.Which % 3) + 1}",
            Second = $"s{((happening.Which + 1) % 3) + 1}",
            Judgement = happening.Flags switch
            {
                < 5 => Judgement.Same,
                5 => Judgement.Unsure,
                _ => Judgement.Different,
            },
            By = "desk",
            Reason = "r",
        };

    private void Add(StreamId stream, LedgerEvent what)
    {
        var version = versions[stream] = versions.GetValueOrDefault(stream, 1) + 1;
        var entry = new Recorded(new Position(2 * entries.Count), stream, version, now, what);
        entries.Add(what is LaterEvent later ? entry with { Event = Decided(later, entry) } : entry);
        now = now.AddMicroseconds(1);
    }

    /// <summary>As it is decided: with the figures where the claim stood, and where it stands from now on.</summary>
    private LaterEvent Decided(LaterEvent later, Recorded entry)
    {
        var before = FigureEntries.HistoriesIn(entries)[later.Claim];
        var figures = new[] { before, before.With(entry) }
            .SelectMany(history => history.States())
            .Select(state => state.Figure?.ToString())
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
        return later with { Figures = [.. figures] };
    }

    private enum What
    {
        Filed,
        Corrected,
        Withdrawn,
        Mended,
        Graded,
        Erased,
        Judged,
    }

    /// <param name="Saying">The claim itself, or where something happens to another one the values that it comes to have.</param>
    /// <param name="Which">Of the claims filed so far.</param>
    /// <param name="Flags">0 to 7: what about it is so, and what otherwise.</param>
    private sealed record Happening(What What, Saying Saying, int Which, int HoursLater, int Flags);
}
