using System.Runtime.CompilerServices;
using System.Text.Json;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Feed;

/// <summary>Readers of the feed, by each way that there is.</summary>
internal static class Following
{
    /// <summary>The whole feed, page by page; every page but the last is full.</summary>
    public static async Task<List<JsonElement>> Feed(
        this HttpClient client,
        string filter = "",
        string from = "0.0",
        int limit = 1_000
    )
    {
        var events = new List<JsonElement>();
        while (true)
        {
            var page = await client.Ask($"/events?from={from}&limit={limit}{filter}");
            Assert.True(page.Status == System.Net.HttpStatusCode.OK, page.Text);
            events.AddRange(page.Json.EnumerateArray());
            if (page.Headers["Ledger-Next"] is var next && next == from)
            {
                return events;
            }

            from = next;
        }
    }

    public static IReadOnlyList<string> Ids(this IEnumerable<JsonElement> events) =>
        [.. events.Select(happened => happened.Of("id"))];

    /// <summary>Waits until the feed is as long as the log, and all that derives from it is there.</summary>
    public static Task FeedIsWhole(this RunningLedger ledger) => ledger.Client.FeedIsWhole();

    public static async Task FeedIsWhole(this HttpClient client)
    {
        while (true)
        {
            var ready = await client.Ask("/health/ready");
            var end = await client.Ask("/events?from=now");
            if (end.Headers["Ledger-Next"] == $"{ready.Json.GetProperty("entries")}.0")
            {
                return;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

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
