using TransferLedger.Core.Events;

namespace TransferLedger.Core.Figures;

/// <summary>One claim that feeds a figure, with the place and moment at which it was written down.</summary>
/// <param name="RecordedAt">UTC.</param>
public sealed record FigureClaim(Claim Claim, Position Position, DateTime RecordedAt)
{
    /// <summary>
    /// The day on which it counts as said: the latest day of <c>disclosed</c>, else <c>stated</c>, else <c>published</c>;
    /// never after the latest day of <c>published</c> nor after the UTC day on which it was recorded. Where the date that counts
    /// has an open end, <c>published</c> does, and else the day of recording. Source: domain.md section 2, "What holds when".
    /// </summary>
    public DateOnly Said
    {
        get
        {
            var recorded = DateOnly.FromDateTime(RecordedAt);
            var published = Claim.Published.Latest ?? recorded;
            var said = Claim.Disclosed?.Latest ?? Claim.Stated?.Latest ?? published;
            return Earlier(said, Earlier(published, recorded));
        }
    }

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
