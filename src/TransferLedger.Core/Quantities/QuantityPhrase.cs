using System.Diagnostics;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// Qualifiers, a number or two, what stands behind: the table of domain.md section 3. Everything in the words has to be
/// understood as far as it could change the number, or they are refused with the first place that is not.
/// </summary>
internal sealed class QuantityPhrase(IReadOnlyList<Token> tokens, Verdict verdict)
{
    private readonly QuantityRange range = new(tokens, verdict);

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
            (Qualifier.Between, Qualifier.None or Qualifier.About) => range.Read(
                behind,
                second == Qualifier.About,
                between: true
            ),
            (Qualifier.About, Qualifier.Between) => range.Read(behind, about: true, between: true),
            (Qualifier.None or Qualifier.About, Qualifier.None) => Plain(next, qualifier == Qualifier.About),
            (Qualifier.About, Qualifier.About) => Plain(behind, about: true),
            (_, Qualifier.None) => Qualified(next, qualifier, about: false),
            (not Qualifier.Exactly and not Qualifier.Nearly, Qualifier.About) => Qualified(
                behind,
                qualifier,
                about: true
            ),
            _ => verdict.Refused(next, "a second qualifier that does not go with the first"),
        };
    }

    private Outcome<WordsReading> Plain(int at, bool about)
    {
        if (Cardinal.At(tokens, at) is not { } number)
        {
            return verdict.NoNumber(at);
        }

        return range.GoesOn(number.Next, between: false) ? range.Read(at, about, between: false)
            : about && number.IsVague ? verdict.Refused(at, "\"about\" with a number that nobody counted")
            : Finish(number, Qualifier.None, about);
    }

    private Outcome<WordsReading> Qualified(int at, Qualifier qualifier, bool about)
    {
        if (Cardinal.At(tokens, at) is not { } number)
        {
            return verdict.NoNumber(at);
        }

        if (number.IsVague && qualifier is not (Qualifier.Over or Qualifier.AtLeast))
        {
            return verdict.Refused(at, "a number that nobody counted, with a limit");
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
            ? verdict.Refused(low.Next, "a second bound that is not as sure as the first")
            : verdict.Bounded(
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
            return verdict.Refused(number.Next - 1, "\"one of\" several");
        }

        return Remainder.Spoiling(rest, number.Next) is { } spoiling
            ? verdict.RefusedAt(spoiling)
            : verdict.Whole(
                number,
                number,
                (v, _) => Fields(v, qualifier, about, number.IsVague),
                number.IsVague,
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
            _ => throw new UnreachableException(qualifier.ToString()),
        };
}
