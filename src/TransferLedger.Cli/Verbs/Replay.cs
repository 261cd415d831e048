using System.CommandLine;
using System.Text.Json;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Time;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>replay</c>: estimates from the verified entries of a copy alone, held against a server's if one is named.</summary>
internal sealed class Replay : Verb
{
    private readonly Argument<string> place = new("dir|url")
    {
        Description = "The folder of a mirror, or the address of a server whose log is read whole.",
    };

    private readonly Argument<string?> figure = new("figure")
    {
        Description = "Its id, such as KP-RU/containers. Default: every figure.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly PairOptions pair = new();
    private readonly Option<string[]> keys = BelievedOption.New();

    private readonly Option<string?> compare = new("--compare")
    {
        HelpName = "url",
        Description =
            "A server that is asked the same; where it says anything else, that is printed, and the exit code is 1. Default: none.",
    };

    public Replay()
        : base(
            "replay",
            """
            Check a copy of a log and work the estimates out from its entries alone, by the rules of the server: nothing that the
            server says of them is believed.
            """
        )
    {
        Arguments.Add(place);
        Arguments.Add(figure);
        figure.Validators.Add(result =>
        {
            foreach (
                var fault in FigureId.Read(result.GetValueOrDefault<string?>() ?? "KP-RU/containers").Faults
            )
            {
                result.AddError(fault.Says);
            }
        });
        Takes(pair.AsOf, pair.KnownAt, keys, compare);
    }

    protected override async Task<int> Run(ParseResult given, Output output, CancellationToken cancellation)
    {
        using var opened = OpenedCopy.At(given.GetRequiredValue(place));
        var copy = new CopyOf(opened.Source, await opened.Believed(given.GetValue(keys) ?? [], cancellation));
        var head = (await opened.Checkpoint(copy, cancellation)).Checkpoint;
        using var progress = new ProgressLine(TimeProvider.System);
        var log = await ReplayedLog.Of(
            copy,
            opened.Source.Name,
            head,
            done =>
                progress.Show(() =>
                    $"{Phrase.Number(done)} of {Phrase.Count(head.Size, "entry", "entries")}"
                ),
            cancellation
        );
        progress.Clear();
        var at = await log.At(
            given.GetValue(pair.AsOf) is { } day ? AsOf.Read(day).Value.Day : null,
            given.GetValue(pair.KnownAt) is { } moment ? KnownAt.Read(moment).Value : null,
            DateTime.UtcNow,
            cancellation
        );
        var figures = given.GetValue(figure) is { } one
            ? [FigureId.Read(one).Value]
            : await ReplayedLog.Figures(at, cancellation);
        var estimates = await Estimates(figures, at, cancellation);
        Print(estimates, at, output);
        return given.GetValue(compare) is { } url
            ? await Compare(url, estimates, whole: given.GetValue(figure) is null, at, output, cancellation)
            : ExitCode.Fine;
    }

    private static async Task<IReadOnlyList<Replayed>> Estimates(
        IReadOnlyList<FigureId> figures,
        Standpoint at,
        CancellationToken cancellation
    )
    {
        var estimates = new List<Replayed>();
        foreach (var figure in figures)
        {
            var body =
                await ReplayedLog.Estimate(figure, at, cancellation)
                ?? throw HaltException.Wrong(
                    "figure.unknown",
                    $"Nobody has claimed anything about {figure} in this log."
                );
            estimates.Add(new(figure, JsonSerializer.SerializeToUtf8Bytes(body, AnswerJson.Options)));
        }

        return estimates;
    }

    private static void Print(IReadOnlyList<Replayed> estimates, Standpoint at, Output output)
    {
        if (output.IsJson)
        {
            foreach (var estimate in estimates)
            {
                output.Document(estimate.Body);
            }

            return;
        }

        foreach (var estimate in estimates)
        {
            Verbs.Estimates.Headline(new Answer(estimate.Body).As<EstimateAnswer>(), output);
        }

        output.Remark(
            $"Replayed from {Phrase.Count(at.Ledger.End, "entry", "entries")}, every one of them checked."
        );
    }

    private static async Task<int> Compare(
        string url,
        IReadOnlyList<Replayed> estimates,
        bool whole,
        Standpoint at,
        Output output,
        CancellationToken cancellation
    )
    {
        using var server = new ServerClient(ServerAddress.Find(url, key: null));
        var comparison = new ReplayComparison(server, at);
        var differing = new List<Complaint>();
        if (whole)
        {
            differing.AddRange(await comparison.List(cancellation));
        }

        foreach (var replayed in estimates)
        {
            differing.AddRange(await comparison.One(replayed, cancellation));
        }

        if (differing.Count > 0)
        {
            throw new HaltException(ExitCode.Difference, differing);
        }

        output.Remark($"{url} says the same of {Phrase.Count(estimates.Count, "figure")}, byte for byte.");
        return ExitCode.Fine;
    }
}

/// <summary>An estimate as it was worked out here.</summary>
/// <param name="Body">As the server would send it.</param>
internal sealed record Replayed(FigureId Figure, ReadOnlyMemory<byte> Body);
