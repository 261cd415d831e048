using System.CommandLine;
using TransferLedger.Core.Events;
using TransferLedger.Core.Time;

namespace TransferLedger.Cli.Server;

/// <summary>A verb that reads: it stands at a day of what had been said, and at a moment of what had been recorded.</summary>
internal abstract class ReadVerb : ServerVerb
{
    private readonly Option<string?> asOf = new("--as-of")
    {
        HelpName = "day",
        Description =
            "By what had been said by that day, such as 2024-03-01; not after today. Default: today (UTC). Set it to see what was known then.",
    };

    private readonly Option<string?> knownAt = new("--known-at")
    {
        HelpName = "moment",
        Description =
            "By what had been recorded by then: a position of the log, a day (its end, UTC) or an instant such as 2026-06-01T12:00:00Z. Default: now. Set it to see what this ledger knew then.",
    };

    protected ReadVerb(string name, string description)
        : base(name, description)
    {
        Takes(asOf, knownAt);
        knownAt.Validators.Add(result =>
        {
            if (
                result.GetValueOrDefault<string?>() is { } text
                && KnownAt.Read(text) is { IsOk: false, Faults: [var fault, ..] }
            )
            {
                result.AddError($"--known-at: {fault.Says}");
            }
        });
        asOf.Validators.Add(result =>
        {
            if (
                result.GetValueOrDefault<string?>() is { } text
                && AsOf.Read(text) is { IsOk: false, Faults: [var fault, ..] }
            )
            {
                result.AddError($"--as-of: {fault.Says}");
            }
        });
    }

    /// <summary>The path with the day and these members of the query; those that are null are left out.</summary>
    protected string At(ParseResult given, string path, params (string Name, string? Value)[] query) =>
        Path(path, [("asOf", given.GetValue(asOf)), ("knownAt", given.GetValue(knownAt)), .. query]);

    /// <summary>The same at the day of an answer that has come: midnight may have passed since.</summary>
    protected string AtDayOf(
        string day,
        ParseResult given,
        string path,
        params (string Name, string? Value)[] query
    ) => Path(path, [("asOf", day), ("knownAt", given.GetValue(knownAt)), .. query]);

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
