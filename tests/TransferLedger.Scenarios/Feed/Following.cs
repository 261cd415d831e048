using System.Runtime.CompilerServices;
using System.Text.Json;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Feed;

/// <summary>Readers of the feed, by each way that there is.</summary>
internal static class Following
{
    /// <summary>The whole feed as it is now, page by page; a node that has not heard of all of it yet is asked again.</summary>
    public static async Task<List<JsonElement>> Feed(
        this HttpClient client,
        string filter = "",
        string from = "0.0",
        int limit = 1_000
    )
    {
        var events = new List<JsonElement>();
        var end = await End(client);
        while (true)
        {
            var page = await client.Ask($"/events?from={from}&limit={limit}{filter}");
            Assert.True(page.Status == System.Net.HttpStatusCode.OK, page.Text);
            events.AddRange(page.Json.EnumerateArray());
            from = page.Headers["Ledger-Next"];
            if (from == end)
            {
                return events;
            }
        }
    }

    public static IReadOnlyList<string> Ids(this IEnumerable<JsonElement> events) =>
        [.. events.Select(happened => happened.Of("id"))];

    /// <summary>Waits until the feed is as long as the log, and all that derives from it is there.</summary>
    public static async Task FeedIsWhole(this RunningLedger ledger) =>
        await ledger.Client.FeedReaches(await ledger.LogSize());

    /// <summary>The same of a log of so many entries.</summary>
    public static Task FeedReaches(this HttpClient client, long size) =>
        Eventually.Gives(
            () => End(client),
            end => end == $"{size}.0",
            end => $"The feed ends at {end}, the log at {size}."
        );

    private static async Task<string> End(HttpClient client) =>
        (await client.Ask("/events?from=now")).Headers["Ledger-Next"];

    /// <summary>Blocks of a stream of server-sent events as they come, with <c>id</c> and, if it has any, <c>data</c>.</summary>
    public static async IAsyncEnumerable<(string? Id, JsonElement? Data)> Stream(
        this HttpClient client,
        string query,
        string? lastEventId = null,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/events/stream{query}");
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        using var response = await client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            cancellation
        );
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        var (id, data) = ((string?)null, (JsonElement?)null);
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = JsonElement.Parse(line[6..]);
            }
            else if (line.Length == 0)
            {
                yield return (id, data);
                (id, data) = (null, null);
            }
        }
    }
}
