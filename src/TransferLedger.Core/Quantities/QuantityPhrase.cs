using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// Qualifiers, a number or two, what stands behind: the table of domain.md section 3. Everything in the words has to be
/// understood as far as it could change the number, or they are refused with the first place that is not.
/// </summary>
internal sealed class QuantityPhrase(string words, IReadOnlyList<Token> tokens)
{
    private static readonly string[][] Openings =
    [
        ["a", "total", "of"],
        ["total", "of"],
        ["the"],
    ];

    public Outcome<WordsReading> Read()
    {
        var start = Openings.FirstOrDefault(opening => Qualifiers.Matches(tokens, 0, opening))?.Length ?? 0;
        var (qualifier, next) = Qualifiers.At(tokens, start);
        var (second, behind) = Qualifiers.At(tokens, next);
        return (qualifier, second) switch
        {
            (Qualifier.Between, Qualifier.None or Qualifier.About) => Range(
                behind,
                second == Qualifier.About,
                between: true
            ),
            (Qualifier.About, Qualifier.Between) => Range(behind, about: true, between: true),
            (Qualifier.None or Qualifier.About, Qualifier.None) => Plain(next, qualifier == Qualifier.About),
            (_, Qualifier.None) => Qualified(next, qualifier, about: false),
            (not Qualifier.Exactly and not Qualifier.Nearly, Qualifier.About) => Qualified(
                behind,
                qualifier,
                about: true
            ),
            _ => Refused(next, "two qualifiers that do not go together"),
        };
    }

    private Outcome<WordsReading> Plain(int at, bool about)
    {
        if (Cardinal.At(tokens, at) is not { } number)
        {
            return NoNumber(at);
        }

        return IsRange(number.Next, between: false) ? Range(at, about, between: false)
            : about && number.IsVague ? Refused(at, "\"about\" with a number that nobody counted")
            : Finish(number, Qualifier.None, about);
    }

    private Outcome<WordsReading> Qualified(int at, Qualifier qualifier, bool about)
    {
        if (Cardinal.At(tokens, at) is not { } number)
        {
            return NoNumber(at);
        }

        if (number.IsVague && qualifier is not (Qualifier.Over or Qualifier.AtLeast))
        {
            return Refused(at, "a number that nobody counted, with a limit");
        }

        return Ceiling(number.Next) is { } ceiling && qualifier is Qualifier.Over or Qualifier.AtLeast
            ? Both(number, qualifier, about, ceiling)
            : Finish(number, qualifier, about);
    }

    /// <summary>"At least 10,000 and up to 12,000".</summary>
    private (Cardinal Number, Qualifier Qualifier, bool About)? Ceiling(int at)
    {
        var next = at < tokens.Count && tokens[at].Kind == TokenKind.Pause ? at + 1 : at;
        next = next < tokens.Count && tokens[next].Text is "and" or "but" or "to" ? next + 1 : next;
        var (qualifier, from) = Qualifiers.At(tokens, next);
        var (second, behind) = Qualifiers.At(tokens, from);
        return
            qualifier is Qualifier.AtMost or Qualifier.Under
            && second is Qualifier.None or Qualifier.About
            && Cardinal.At(tokens, behind) is { IsVague: false } number
            ? (number, qualifier, second == Qualifier.About)
            : null;
    }

    private Outcome<WordsReading> Both(
        Cardinal low,
        Qualifier qualifier,
        bool about,
        (Cardinal Number, Qualifier Qualifier, bool About) high
    ) =>
        about != high.About || low.IsVague
            ? Refused(low.Next, "two bounds of which only one is sure")
            : Bounded(
                low,
                high.Number,
                fields =>
                    fields with
                    {
                        LowExclusive = qualifier == Qualifier.Over,
                        HighExclusive = high.Qualifier == Qualifier.Under,
                        Approximate = about,
                    }
            );

    private Outcome<WordsReading> Range(int at, bool about, bool between)
    {
        if (Cardinal.At(tokens, at) is not { } low || !IsRange(low.Next, between))
        {
            return NoNumber(at);
        }

        var next = low.Next + (tokens[low.Next].Is("up") ? 2 : 1);
        var (second, behind) = Qualifiers.At(tokens, next);
        if (
            second is not (Qualifier.None or Qualifier.About)
            || Cardinal.At(tokens, behind) is not { } high
            || low.IsVague
            || high.IsVague
        )
        {
            return Refused(next, "a range whose second number is not sure");
        }

        if (high.Scale > 1 && !low.HasOwnScale && !low.IsAmbiguousInRange)
        {
            low = low with { Value = low.Value * high.Scale, HasDecimals = false };
        }
        else if (IsAmbiguous(low, high))
        {
            return Refused(at, "a range whose first number may be short for thousands or millions");
        }

        return Bounded(low, high, fields => fields with { Approximate = about || second == Qualifier.About });
    }

    /// <summary>"10 to 12,000" may begin at 10,000; "two hundred to three hundred thousand" at 200,000.</summary>
    private static bool IsAmbiguous(Cardinal low, Cardinal high) =>
        low.IsAmbiguousInRange ? high.Scale > 1
        : low.HasOwnScale ? false
        : high.HasOwnScale && high.Scale == 1 && low.Value * 1000 < high.Value;

    private bool IsRange(int at, bool between) =>
        at + 1 < tokens.Count
        && (
            tokens[at].Kind == TokenKind.Dash
            || tokens[at].Is("to")
            || (between && tokens[at].Is("and"))
            || (between && IsUpTo(at))
        )
        && Cardinal.At(
            tokens,
            Qualifiers.At(tokens, at + (IsUpTo(at) ? 2 : 1)) is (Qualifier.About, var next)
                ? next
                : at + (IsUpTo(at) ? 2 : 1)
        )
            is not null;

    private bool IsUpTo(int at) => tokens[at].Is("up") && at + 1 < tokens.Count && tokens[at + 1].Is("to");

    private Outcome<WordsReading> Bounded(
        Cardinal low,
        Cardinal high,
        Func<QuantityFields, QuantityFields> with
    )
    {
        var (per, rest) = Remainder.TakeRate(tokens, high.Next);
        return Remainder.Spoiling(rest, high.Next) is { } spoiling
            ? RefusedAt(spoiling)
            : Whole(low, high, (l, h) => with(new QuantityFields(Low: l, High: h)), false, false, per);
    }

    /// <summary>Everything behind a single number, and then the number itself.</summary>
    private Outcome<WordsReading> Finish(Cardinal number, Qualifier qualifier, bool about)
    {
        var (per, rest) = Remainder.TakeRate(tokens, number.Next);
        for (var i = number.Next; i < rest.Count && qualifier == Qualifier.None; i++)
        {
            var (found, next) = Qualifiers.BehindAt(rest, i);
            if (found != Qualifier.None && !(number.IsVague && found != Qualifier.AtLeast))
            {
                (qualifier, about) = found == Qualifier.About ? (Qualifier.None, true) : (found, about);
                rest = Remainder.Without(rest, i, next - i);
                break;
            }
        }

        if (tokens[number.Next - 1].Is("one") && number.Next < rest.Count && rest[number.Next].Is("of"))
        {
            return Refused(number.Next - 1, "\"one of\" several");
        }

        return Remainder.Spoiling(rest, number.Next) is { } spoiling
            ? RefusedAt(spoiling)
            : Whole(
                number,
                number,
                (v, _) => Fields(v, qualifier, about, number.IsVague),
                number.IsVague && qualifier != Qualifier.Over,
                qualifier == Qualifier.Exactly,
                per
            );
    }

    private static QuantityFields Fields(long value, Qualifier qualifier, bool about, bool vague) =>
        qualifier switch
        {
            Qualifier.None or Qualifier.AtLeast when vague => new(Low: value),
            Qualifier.None or Qualifier.Exactly or Qualifier.Only => new(Point: value, Approximate: about),
            Qualifier.Over => new(Low: value, LowExclusive: true, Approximate: about),
            Qualifier.AtLeast => new(Low: value, Approximate: about),
            Qualifier.AtMost => new(High: value, Approximate: about),
            Qualifier.Under => new(High: value, HighExclusive: true, Approximate: about),
            Qualifier.Nearly => new(Point: value, High: value, HighExclusive: true, Approximate: true),
            _ => throw new System.Diagnostics.UnreachableException(qualifier.ToString()),
        };

    private Outcome<WordsReading> Whole(
        Cardinal first,
        Cardinal second,
        Func<long, long, QuantityFields> fields,
        bool vague,
        bool exact,
        Per per
    )
    {
        if (first.HasDecimals || second.HasDecimals || !IsWhole(first.Value) || !IsWhole(second.Value))
        {
            return Refused(0, "a number that is not whole");
        }

        if (first.Value > Reading.Greatest || second.Value > Reading.Greatest)
        {
            return Fault.At(
                "quantity.too-large",
                $"\"{words}\" is over {Reading.Greatest}, the most that the ledger holds. Check the scale."
            );
        }

        var reading = Reading.Of(fields((long)first.Value, (long)second.Value), vague, exact);
        return reading.IsOk
            ? new WordsReading.Number(reading.Value, per)
            : Fault.At(reading.Faults[0].Code, $"\"{words}\": {reading.Faults[0].Says}");
    }

    private static bool IsWhole(decimal value) => value == decimal.Truncate(value);

    private Outcome<WordsReading> NoNumber(int at)
    {
        var first = tokens.FirstOrDefault(token => token.IsNumeric);
        return first.Kind == TokenKind.Broken ? RefusedAt(first)
            : tokens.Any(token => token.IsNumeric) || Shares.AnyIn(tokens)
                ? Refused(at, "words that are not known before the number")
            : new WordsReading.Unread();
    }

    private Outcome<WordsReading> RefusedAt(Token token) =>
        Refusal(
            token.At,
            token.Text,
            token.Kind == TokenKind.Broken
                ? "Separators stand only before groups of exactly three digits, and a decimal point is a point."
                : "It may change the number before it, or is a second one."
        );

    private Outcome<WordsReading> Refused(int token, string why)
    {
        var at = tokens[Math.Min(token, tokens.Count - 1)];
        return Refusal(
            at.At,
            at.Text,
            $"There are {why}.".Replace("There are a ", "There is a ", StringComparison.Ordinal)
        );
    }

    private Fault Refusal(int at, string text, string why) =>
        Fault.At(
            "quantity.unreadable",
            $"\"{words}\" cannot be read for sure, from character {at + 1} (\"{text}\") on. {why} Give the phrase with the number alone, or fields beside the words."
        );
}
