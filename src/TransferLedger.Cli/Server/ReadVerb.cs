using System.CommandLine;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Server;

/// <summary>A verb that reads: it stands at a day of what had been said, and at a moment of what had been recorded.</summary>
internal abstract class ReadVerb : ServerVerb
{
    private readonly PairOptions pair = new();

    protected ReadVerb(string name, string description)
        : base(name, description) => Takes(pair.AsOf, pair.KnownAt);

    /// <summary>The path with the day and these members of the query; those that are null are left out.</summary>
    protected string At(ParseResult given, string path, params (string Name, string? Value)[] query) =>
        Path(
            path,
            [("asOf", given.GetValue(pair.AsOf)), ("knownAt", given.GetValue(pair.KnownAt)), .. query]
        );

    /// <summary>The same at the day of an answer that has come: midnight may have passed since.</summary>
    protected string AtDayOf(
        string day,
        ParseResult given,
        string path,
        params (string Name, string? Value)[] query
    ) => Path(path, [("asOf", day), ("knownAt", given.GetValue(pair.KnownAt)), .. query]);

    /// <summary>The path with these members of the query; those that are null are left out.</summary>
    protected static string Path(string path, params (string Name, string? Value)[] query)
    {
        var members = query
            .Where(member => member.Value is { Length: > 0 })
            .Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!)}")
            .ToList();
        return members.Count == 0 ? path : $"{path}?{string.Join('&', members)}";
    }
}
