using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Tests.Figures;

/// <summary>
/// One claim and what happened to it later, entry by entry: Shin of KR said on 2024-02-26 that artillery rounds were shipped;
/// it was published on 2024-02-28 and recorded on 2024-03-01.
/// </summary>
internal sealed class ClaimLife
{
    public const string Filed = "2024-03-01";

    private static readonly StreamId Stream = new("report/r");

    private readonly List<Recorded> entries;

    private ClaimLife(List<Recorded> entries) => this.entries = entries;

    public static ClaimLife Of(string words = "1000") =>
        new([Entry(2, Filed, Said(words, "artillery-round", "2024-02-26"))]);

    public IReadOnlyList<Recorded> Entries => entries;

    public ClaimHistory History
    {
        get
        {
            var history = new ClaimHistory(entries[0]);
            entries.Skip(1).ToList().ForEach(history.Add);
            return history;
        }
    }

    /// <summary>Each state as "since words", "withdrawn" behind it if it is, or is said to be.</summary>
    public IEnumerable<string> States => History.States().Select(Text);

    public override string ToString() =>
        string.Join('\n', entries.Select(entry => $"{entry.RecordedAt:yyyy-MM-dd} {entry.Event}"));

    public static string Text(ClaimState state) =>
        $"{state.Since:yyyy-MM-dd} {((ItemsReported)state.Claim).Quantity!.Words}{(state.Withdrawn ? " withdrawn" : state.WithdrawalReported ? " reported withdrawn" : "")}";

    public ClaimLife Corrected(
        string? words,
        string stated,
        string recorded = "2024-12-01",
        string? item = null,
        string? by = null
    ) =>
        And(
            recorded,
            new ClaimCorrected
            {
                Claim = Id,
                Reason = "r",
                Quantity = words is null ? null : Rounds(words),
                Item = item is null ? null : ItemList.Find(item).Value,
                Claimant = by is null ? null : Minister(by),
                Stated = Edtf.Read(stated).Value,
            }
        );

    public ClaimLife Withdrawn(string stated, string recorded = "2024-12-01", string by = "Shin") =>
        And(
            recorded,
            new ClaimWithdrawn
            {
                Claim = Id,
                Reason = "r",
                Claimant = Minister(by),
                Stated = Edtf.Read(stated).Value,
            }
        );

    public ClaimLife Mended(
        string words,
        string recorded = "2024-12-01",
        string item = "artillery-round",
        string stated = "2024-02-26",
        Grade? grade = null,
        params long[] voids
    ) =>
        And(
            recorded,
            new RecordingErrorCorrected
            {
                Claim = Id,
                Reason = "r",
                Becomes = new NamedClaim(Said(words, item, stated) with { Grade = grade }),
                Voids = voids.Length == 0 ? null : [.. voids],
            }
        );

    public ClaimLife Graded(Grade grade) =>
        And(
            "2024-12-01",
            new ClaimGraded
            {
                Claim = Id,
                Reason = "r",
                Grade = grade,
                By = "desk-1",
            }
        );

    /// <summary>As it is decided: the event names the figures where the claim stood, and where it stands from now on.</summary>
    private ClaimLife And(string recorded, LaterEvent later)
    {
        var version = entries.Count + 2;
        var figures = new[] { History, History.With(Entry(version, recorded, later)) }
            .SelectMany(history => history.States())
            .Select(state => state.Figure!.ToString())
            .Distinct(StringComparer.Ordinal);
        return new([.. entries, Entry(version, recorded, later with { Figures = [.. figures] })]);
    }

    private static ClaimId Id { get; } = ClaimId.Read("r#1").Value;

    private static ItemsReported Said(string words, string item, string stated) =>
        new()
        {
            Id = Id,
            Corridor = Corridor.Read("KP-RU").Value,
            Publisher = "Exercise Wire",
            Published = Edtf.Read("2024-02-28").Value,
            Claimant = Minister("Shin"),
            Stated = Edtf.Read(stated).Value,
            Item = ItemList.Find(item).Value,
            Quantity = Rounds(words),
        };

    private static Quantity Rounds(string words) => Quantity.Of(words, null, Per.Total, Unit.Round).Value;

    private static Claimant Minister(string name) =>
        new()
        {
            Kind = ClaimantKind.State,
            Name = name,
            Country = Party.Read("KR").Value,
        };

    private static Recorded Entry(long version, string recorded, LedgerEvent entry) =>
        new(
            new Position(40 + version),
            Stream,
            version,
            DateOnly.ParseExact(recorded, "yyyy-MM-dd").ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc),
            entry
        );
}
