using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Answers;

namespace TransferLedger.Cli.Verbs;

/// <summary>Holds what was replayed against what a server says at the same place; whatever it says, it is a difference or none.</summary>
internal sealed class ReplayComparison(ServerClient server, Standpoint at)
{
    // What is said twice under one name, each reader would take as it likes.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Whether the server lists the same figures.</summary>
    public async Task<IReadOnlyList<Complaint>> List(CancellationToken cancellation)
    {
        const string path = "figures";
        var (theirs, complaint) = await Listed($"{path}{at.Query}&limit=1000", cancellation);
        if (complaint is not null)
        {
            return [new Complaint(path, "figures.differ", "", complaint)];
        }

        var mine = (await ReplayedLog.FiguresOn(at, cancellation)).Select(figure => $"{figure}").ToList();
        return
        [
            .. theirs
                .Except(mine, StringComparer.Ordinal)
                .Select(figure =>
                    Said(figure, "The server lists this figure, and nothing in the copy says so.")
                ),
            .. mine.Except(theirs, StringComparer.Ordinal)
                .Select(figure => Said(figure, "The server does not list this figure.")),
        ];

        static Complaint Said(string figure, string says) =>
            new($"{path}/{figure}", "figures.differ", "", says);
    }

    /// <summary>Whether the server says the same of one figure, byte for byte.</summary>
    public async Task<IReadOnlyList<Complaint>> One(Replayed replayed, CancellationToken cancellation)
    {
        var path = $"figures/{replayed.Figure}{at.Query}";
        if (await server.Find(path, cancellation) is not { } theirs)
        {
            return [new Complaint(path, "figure.missing", "", "The server does not know this figure.")];
        }

        return
        [
            .. Differences(replayed.Body, theirs)
                .Select(difference => new Complaint(path, "estimate.differs", "", difference)),
        ];
    }

    /// <summary>The ids of all pages, or what is wrong with one of them.</summary>
    private async Task<(IReadOnlyList<string> Figures, string? Wrong)> Listed(
        string path,
        CancellationToken cancellation
    )
    {
        var figures = new List<string>();
        string? cursor = null;
        do
        {
            var page = await server.Get(
                cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}",
                cancellation
            );
            var (items, next, wrong) = Page(page.Body);
            if (wrong is not null)
            {
                return ([], $"What the server answers is no list of figures: {wrong}");
            }

            figures.AddRange(items);
            cursor = items.Count > 0 ? next : null;
        } while (cursor is not null);

        return (figures, null);
    }

    private static (IReadOnlyList<string> Items, string? Next, string? Wrong) Page(ReadOnlyMemory<byte> body)
    {
        try
        {
            var read = Parsed(body) as JsonObject;
            var items = (read?["items"] as JsonArray)?.Select(item => Word((item as JsonObject)?["figure"]));
            return items is null || items.Any(figure => figure is null)
                ? ([], null, "it has no items that name figures.")
                : ([.. items.OfType<string>()], Word(read!["next"]), null);
        }
        catch (JsonException e)
        {
            return ([], null, e.Message);
        }
    }

    private static string? Word(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;

    private static IEnumerable<string> Differences(ReadOnlyMemory<byte> mine, ReadOnlyMemory<byte> theirs)
    {
        if (theirs.Span.SequenceEqual(mine.Span))
        {
            return [];
        }

        JsonNode? said;
        try
        {
            said = Parsed(theirs);
        }
        catch (JsonException e)
        {
            return [$"What the server answers is no JSON: {e.Message}"];
        }

        var named = Differences("", Parsed(mine), said).ToList();
        return named.Count > 0
            ? named
            :
            [
                "The server says the same in other bytes: members in another order, other white space or another spelling.",
            ];
    }

    /// <summary>Where two documents differ, each with both values.</summary>
    private static IEnumerable<string> Differences(string place, JsonNode? mine, JsonNode? theirs) =>
        (mine, theirs) switch
        {
            (JsonObject one, JsonObject other) => one.Select(member => member.Key)
                .Union(other.Select(member => member.Key), StringComparer.Ordinal)
                .SelectMany(name => Differences($"{place}/{name}", one[name], other[name])),
            (JsonArray one, JsonArray other) when one.Count == other.Count => one.Zip(other)
                .SelectMany((pair, n) => Differences($"{place}/{n}", pair.First, pair.Second)),
            _ when JsonNode.DeepEquals(mine, theirs) => [],
            _ => [$"{place}: replayed {Text(mine)}, the server says {Text(theirs)}."],
        };

    private static JsonNode? Parsed(ReadOnlyMemory<byte> json) =>
        JsonNode.Parse(json.Span, documentOptions: Strict);

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
