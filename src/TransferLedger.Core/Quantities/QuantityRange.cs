using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// "4 to 6 million". A scale behind the second number is for both, unless the first has a scale or separator of its own.
/// </summary>
internal sealed class QuantityRange(IReadOnlyList<Token> tokens, Verdict verdict)
{
    public Outcome<WordsReading> Read(int at, bool about, bool between)
    {
        if (Cardinal.At(tokens, at) is not { } low || !GoesOn(low.Next, between))
        {
            return verdict.NoNumber(at);
        }

        var next = BehindJoint(low.Next);
        var (second, behind) = Qualifiers.At(tokens, next);
        if (low.IsVague || Cardinal.At(tokens, behind) is not { IsVague: false } high)
        {
            return verdict.Refused(next, "a range whose second number is not sure");
        }

        if (high.Scale > 1 && !low.HasOwnScale && !low.IsAmbiguousInRange)
        {
            low = low with { Value = low.Value * high.Scale, HasDecimals = false };
        }
        else if (IsAmbiguous(low, high))
        {
            return verdict.Refused(at, "a range whose first number may be short for thousands or millions");
        }

        return verdict.Bounded(
            low,
            high,
            fields => fields with { Approximate = about || second == Qualifier.About }
        );
    }

    /// <summary>"10 to 12,000" may begin at 10,000; "two hundred to three hundred thousand" at 200,000.</summary>
    private static bool IsAmbiguous(Cardinal low, Cardinal high) =>
        low.IsAmbiguousInRange ? high.Scale > 1
        : low.HasOwnScale ? false
        : high.HasOwnScale && high.Scale == 1 && low.Value * 1000 < high.Value;

    /// <summary>A dash, "to", or after "between" also "and", with a number behind it.</summary>
    public bool GoesOn(int at, bool between)
    {
        if (
            at + 1 >= tokens.Count
            || !(IsJoint(tokens[at]) || (between && (tokens[at].Is("and") || IsUpTo(at))))
        )
        {
            return false;
        }

        var next = BehindJoint(at);
        return Cardinal.At(
            tokens,
            Qualifiers.At(tokens, next) is (Qualifier.About, var behind) ? behind : next
        )
            is not null;
    }

    private static bool IsJoint(Token token) => token.Kind == TokenKind.Dash || token.Is("to");

    private bool IsUpTo(int at) => tokens[at].Is("up") && tokens[at + 1].Is("to");

    private int BehindJoint(int at) => at + (IsUpTo(at) ? 2 : 1);
}
