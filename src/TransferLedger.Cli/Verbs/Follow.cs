using System.CommandLine;
using System.Text.Json;
using TransferLedger.Cli.Feed;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>follow</c>: events as they come; a file remembers how far it has come.</summary>
internal sealed class Follow : ServerVerb
{
    private const string Now = "now";
    private const int EventsAtOnce = 500;
    private const int WaitSeconds = 25;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Option<string?> from = new("--from")
    {
        HelpName = "place",
        Description =
            "Begin there: a place (57.0), a day, an instant, or now. Default: where the file of --remember ends, else now.",
    };

    private readonly Option<string?> remember = new("--remember")
    {
        HelpName = "file",
        Description = "Keep the place to go on from in this file, and begin there if it is there already.",
    };

    private readonly Option<bool> untilEnd = new("--until-end")
    {
        Description = "Stop at the end of what there is, instead of waiting for more.",
    };

    private readonly Option<string?> type = new("--type")
    {
        HelpName = "types",
        Description = "Only these, with commas between them: containers-reported,estimate-revised.",
    };

    private readonly Option<string?> corridor = new("--corridor")
    {
        HelpName = "KP-RU",
        Description = "Only what is about these corridors.",
    };

    private readonly Option<string?> figure = new("--figure")
    {
        HelpName = "KP-RU/containers",
        Description = "Only what is about these figures.",
    };

    private readonly Option<string?> perspective = new("--perspective")
    {
        HelpName = "KR",
        Description = "Only what is about claims of these perspectives.",
    };

    public Follow()
        : base(
            "follow",
            "Print what is recorded, and which estimates change with it, as it happens: one event a line, with --json as CloudEvents. Ctrl+C stops it."
        )
    {
        corridor.CompletionSources.Add(Suggestions.Corridors);
        perspective.CompletionSources.Add(Suggestions.Perspectives);
        Takes(from, remember, untilEnd, type, corridor, figure, perspective);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var place = PlaceFile.Open(given.GetValue(remember));
        var next = given.GetValue(from) ?? place?.Read() ?? Now;
        var isAway = false;
        while (true)
        {
            FeedPage page;
            try
            {
                page = await server.GetFeed(Path(given, next), cancellation);
            }
            catch (HaltException away) when (away.ExitCode == ExitCode.Failed && !given.GetValue(untilEnd))
            {
                if (!isAway)
                {
                    output.Remark($"{away.Message} It is asked again until it does.");
                }

                isAway = true;
                await Task.Delay(TryAgainAfter, cancellation);
                continue;
            }

            isAway = false;
            Print(page, output);
            var isEnd = page.Lines.Count == 0 && page.Next == next;
            next = page.Next;
            place?.Write(next);
            if (isEnd && given.GetValue(untilEnd))
            {
                return ExitCode.Fine;
            }
        }
    }

    private string Path(ParseResult given, string next)
    {
        var query = new (string Name, string? Value)[]
        {
            ("from", next),
            ("limit", $"{EventsAtOnce}"),
            // Now is another place at each question: it is asked for once, and what follows is waited for from there.
            ("wait", given.GetValue(untilEnd) || next == Now ? null : $"{WaitSeconds}"),
            ("type", given.GetValue(type)),
            ("corridor", given.GetValue(corridor)),
            ("figure", given.GetValue(figure)),
            ("perspective", given.GetValue(perspective)),
        };
        return $"events?{string.Join('&', query.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"))}";
    }

    private static void Print(FeedPage page, Output output)
    {
        foreach (var line in page.Lines)
        {
            if (output.IsJson)
            {
                output.Document(line);
            }
            else
            {
                output.Line(EventLine.Of(JsonElement.Parse(line.Span)));
            }
        }
    }
}
