using System.Globalization;
using TransferLedger.Benchmarks;
using TransferLedger.Benchmarks.Soaks;
using TransferLedger.Benchmarks.Soaks.Nodes;

// Each prints its figures, its targets and what the database was set to; the exit code is 1 where a target is missed.
string[] all =
[
    "appends",
    "bulk",
    "import",
    "reads",
    "growth",
    "pages",
    "estimates",
    "visible",
    "starts",
    "rebuild",
    "tiles",
    "sealing",
    "verify",
    "streams",
    "rabbitmq",
    "webhooks",
    "takeovers",
    "wanted",
];
return args switch
{
    ["all"] => await RunAll(),
    ["soak", "snapshot", .. var seconds] => await HeldSnapshot.Run(Seconds(seconds)),
    ["soak", "nodes", .. var seconds] => await NodesSoak.Run(Seconds(seconds)),
    ["soak", "faults", .. var runs] => await FaultRuns.Run(Number(runs) ?? 10),
    [var name, ..] when all.Contains(name, StringComparer.Ordinal) => await Run(name, args[1..]),
    _ => Usage(),
};

static TimeSpan Seconds(string[] given) =>
    Number(given) is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromMinutes(10);

static int? Number(string[] given) =>
    given is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : null;

static Task<int> Run(string name, string[] args) =>
    name switch
    {
        "appends" => Appends.Run(args),
        "estimates" => Task.FromResult(EstimateBenchmark.Run()),
        "visible" => Visible.Run(),
        "rebuild" => Rebuilds.Run(args),
        "bulk" => BulkAppends.Run(args),
        "import" => Imports.Run(args),
        "reads" => FigureReads.Run(args),
        "growth" => Growth.Run(args),
        "pages" => PageReads.Run(args),
        "tiles" => Tiles.Run(args),
        "sealing" => Sealing.Run(),
        "verify" => Verifies.Run(args),
        "streams" => Streams.Run(),
        "rabbitmq" => Publishing.Run(args),
        "webhooks" => WebhookBenchmark.Run(),
        "takeovers" => Takeovers.Run(),
        "wanted" => Wanted.Run(args),
        _ => Starts.Run(),
    };

async Task<int> RunAll()
{
    var missed = 0;
    foreach (var name in all)
    {
        missed = Math.Max(missed, await Run(name, []));
    }

    return missed;
}

int Usage()
{
    Console.Error.WriteLine(
        $"Which one? all, {string.Join(", ", all)}; appends takes [--slice 300] (ms) [--rounds 15] [--callers 1], bulk, import, reads, rebuild, tiles, verify, rabbitmq and wanted [entries], pages [reports], growth [entries …]; soak snapshot [600] (s), soak nodes [600] (s), soak faults [10] (runs)"
    );
    return 2;
}
