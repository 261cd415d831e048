using TransferLedger.Benchmarks;

return args switch
{
    ["appends", ..] => await Appends.Run(args.AsSpan(1).ToArray()),
    ["estimates"] => EstimateBenchmark.Run(),
    ["visible"] => await Visible.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which one? appends [--seconds 4] [--rounds 3], estimates, visible");
    return 2;
}
