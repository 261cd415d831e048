using TransferLedger.Core.Events;

namespace TransferLedger.Cli.Mirrors;

/// <summary>
/// Whether entries follow each other as a ledger writes them: versions of a stream without a gap, instants that rise, the claims of
/// a report behind its filing, and nothing that happened to a claim which nobody filed. The folds rest on it.
/// </summary>
/// <param name="entries">Those that were taken, in order, from position 0.</param>
internal sealed class WrittenOrder(List<Recorded> entries)
{
    private readonly Dictionary<StreamId, long> versions = [];
    private readonly HashSet<ClaimId> claims = [];

    /// <exception cref="FormatException">It cannot stand there.</exception>
    public void Add(Recorded entry)
    {
        var before = versions.GetValueOrDefault(entry.Stream);
        if (entry.Version != before + 1)
        {
            throw new FormatException(
                $"it is version {entry.Version} of {entry.Stream}, of which {before} stand before it."
            );
        }

        if (entries.Count > 0 && entry.RecordedAt <= entries[^1].RecordedAt)
        {
            throw new FormatException("it was not recorded later than the entry before it.");
        }

        if (Misplaced(entry) is { } why)
        {
            throw new FormatException(why);
        }

        versions[entry.Stream] = entry.Version;
        entries.Add(entry);
    }

    private string? Misplaced(Recorded entry) =>
        entry.Event switch
        {
            Claim claim when !Follows(entry, claim) => $"claim {claim.Id} does not stand behind its report.",
            Claim claim when !claims.Add(claim.Id) => $"claim {claim.Id} was filed before.",
            Claim => null,
            _ when IsReportOpen() => "the report before it has more claims.",
            ReportFiled filed when entry.Version != 1 || entry.Stream != filed.Report.Stream =>
                $"report {filed.Report} does not begin the stream {entry.Stream}.",
            LaterEvent later
                when !claims.Contains(later.Claim) || entry.Stream != later.Claim.Report.Stream =>
                $"it is about {later.Claim}, which nobody has filed in {entry.Stream}.",
            _ => null,
        };

    private bool Follows(Recorded entry, Claim claim)
    {
        var filing = entry.Position.Value - entry.Version + 1;
        return filing >= 0
            && filing < entries.Count
            && entries[(int)filing] is { Event: ReportFiled filed, Stream: var stream }
            && stream == entry.Stream
            && filed.Report == claim.Id.Report
            && entry.Version - 1 <= filed.Claims;
    }

    private bool IsReportOpen()
    {
        if (entries is not [.., { Event: ReportFiled or Claim } last])
        {
            return false;
        }

        // Its claims were held against it one by one.
        var filed = (ReportFiled)entries[(int)(last.Position.Value - last.Version + 1)].Event;
        return last.Version - 1 < filed.Claims;
    }
}
