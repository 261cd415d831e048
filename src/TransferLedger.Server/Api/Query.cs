using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Api;

/// <summary>Reads the filters of a list from its address; every fault at once, for a 400.</summary>
internal sealed class Query(HttpRequest request)
{
    private static readonly IReadOnlyList<string> ClaimTypes =
    [
        .. EventNames
            .All.Where(name => EventNames.TypeOf(name).IsSubclassOf(typeof(Claim)))
            .Select(EventNames.WithoutVersion)
            .Distinct(StringComparer.Ordinal),
    ];

    private readonly List<Fault> faults = [];

    public ImmutableArray<Fault> Faults => [.. faults];

    public string? Text(string name)
    {
        if (request.Query[name] is not [{ Length: > 0 } text])
        {
            return null;
        }

        if (!text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }

        faults.Add(new Fault(name, "text.nul", "The text holds U+0000. Take it out."));
        return null;
    }

    /// <summary>A type of claim as a filer writes it: <c>containers-reported</c>.</summary>
    public string? ClaimType(string name)
    {
        if (Text(name) is not { } text || ClaimTypes.Contains(text, StringComparer.Ordinal))
        {
            return Text(name);
        }

        var known = $"Known: {string.Join(", ", ClaimTypes)}.";
        var says = $"{Quote.Of(text)} is no type of claim. {Nearest.Suggest(text, ClaimTypes, known)}";
        faults.Add(new Fault(name, "claim.type-unknown", says));
        return null;
    }

    public T? Value<T>(string name)
        where T : class, IFromText<T> => Text(name) is { } text ? Take(name, T.Read(text)) : null;

    public T? Word<T>(string name)
        where T : struct, Enum => Text(name) is { } text ? Take(name, Kebab.Read<T>(text)) : null;

    /// <summary>A to F.</summary>
    public Reliability? Reliability(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // Parsing alone would take numbers too.
        if (text is [>= 'A' and <= 'Z'] && Enum.TryParse<Reliability>(text, out var reliability))
        {
            return reliability;
        }

        faults.Add(
            new Fault(
                name,
                "reliability.unknown",
                $"{Quote.Of(text)} is no reliability. Write A to F, A is best."
            )
        );
        return null;
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (
            DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            return day;
        }

        faults.Add(
            new Fault(name, "day.unreadable", $"{Quote.Of(text)} is not a day. Write it as 2024-03-01.")
        );
        return null;
    }

    public T? Take<T>(string name, Outcome<T> outcome)
        where T : notnull
    {
        if (outcome.IsOk)
        {
            return outcome.Value;
        }

        faults.AddRange(outcome.Faults.Select(fault => fault.Under(name)));
        return default;
    }
}
