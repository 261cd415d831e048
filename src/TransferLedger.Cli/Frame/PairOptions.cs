using System.CommandLine;
using TransferLedger.Core.Faults;

namespace TransferLedger.Cli.Frame;

/// <summary>The options that say where a reader stands on both axes of time.</summary>
internal sealed class PairOptions
{
    public Option<string?> AsOf { get; } =
        New(
            "--as-of",
            "day",
            "By what had been said by that day, such as 2024-03-01; not after today. Default: today (UTC). Set it to see what was known then.",
            text => Core.Time.AsOf.Read(text).Faults
        );

    public Option<string?> KnownAt { get; } =
        New(
            "--known-at",
            "moment",
            "By what had been recorded by then: a position of the log, a day (its end, UTC) or an instant such as 2026-06-01T12:00:00Z. Default: now. Set it to see what this ledger knew then.",
            text => Core.Events.KnownAt.Read(text).Faults
        );

    private static Option<string?> New(
        string name,
        string value,
        string says,
        Func<string, IEnumerable<Fault>> faults
    )
    {
        var option = new Option<string?>(name) { HelpName = value, Description = says };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && faults(text).FirstOrDefault() is { } fault)
            {
                result.AddError($"{name}: {fault.Says}");
            }
        });
        return option;
    }
}
