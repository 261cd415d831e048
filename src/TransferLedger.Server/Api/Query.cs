using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Api;

/// <summary>Reads the filters of a list from its address; every fault at once, for a 400.</summary>
internal sealed class Query(HttpRequest request)
{
    private readonly List<Fault> faults = [];

    public ImmutableArray<Fault> Faults => [.. faults];

    public string? Text(string name) => request.Query[name] is [{ Length: > 0 } text] ? text : null;

    public T? Value<T>(string name)
        where T : class, IFromText<T> => Text(name) is { } text ? Take(name, T.Read(text)) : null;

    public T? Word<T>(string name)
        where T : struct, Enum => Text(name) is { } text ? Take(name, Kebab.Read<T>(text)) : null;

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
