using System.Text.Json;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>All that readers can ask of a ledger: every list, all that links lead to from there, and every entry.</summary>
internal static class EveryAnswer
{
    private static readonly string[] Lists =
    [
        "/reports",
        "/claims",
        "/figures",
        "/corridors",
        "/conflicts",
        "/denials",
        "/claimants",
        "/statements",
    ];

    /// <param name="days">As of which each list is asked.</param>
    /// <returns>Address and answer.</returns>
    public static async Task<SortedDictionary<string, string>> Of(
        HttpClient client,
        params IEnumerable<string> days
    )
    {
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>(
            days.SelectMany(day => Lists.Select(list => $"{list}?asOf={day}&limit=10"))
        );
        while (open.TryDequeue(out var address))
        {
            if (answers.ContainsKey(address))
            {
                continue;
            }

            var answer = await client.Ask(address);
            answers[address] = $"{(int)answer.Status} {answer.Text}";
            foreach (var further in Further(address, answer))
            {
                open.Enqueue(further);
            }
        }

        return answers;
    }

    /// <summary>Every entry from the first to the one that is not there.</summary>
    public static async Task<List<string>> Entries(HttpClient client)
    {
        var entries = new List<string>();
        Answer answer;
        do
        {
            answer = await client.Ask($"/entries/{entries.Count}");
            entries.Add($"{(int)answer.Status} {answer.Text}");
        } while (answer.Status == System.Net.HttpStatusCode.OK);

        return entries;
    }

    private static IEnumerable<string> Further(string address, Answer answer)
    {
        if (answer.Headers.TryGetValue("Link", out var next))
        {
            yield return next.Split('<', '>')[1];
        }

        if (!answer.Headers["Content-Type"].Contains("json", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var link in Links(answer.Json, linked: false))
        {
            yield return link;
        }

        // Nothing links to the other axis, nor from the lists of claimants and statements to each.
        if (address.Contains("/explanation", StringComparison.Ordinal))
        {
            yield return address.Replace(
                "/explanation?",
                "/revisions?axis=recorded&",
                StringComparison.Ordinal
            );
        }

        foreach (var (list, id) in new[] { ("/claimants", "id"), ("/statements", "statement") })
        {
            if (address.StartsWith($"{list}?", StringComparison.Ordinal))
            {
                foreach (var one in answer.Items.All(id))
                {
                    yield return $"{list}/{Uri.EscapeDataString(one)}?asOf={answer.Json.Of("asOf")}";
                }
            }
        }
    }

    /// <param name="linked">Whether it is, or is inside, a member that holds links.</param>
    private static IEnumerable<string> Links(JsonElement element, bool linked) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(m => Links(m.Value, linked || m.Name is "links" or "excerpt")),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Links(e, linked)),
            JsonValueKind.String when linked && element.GetString() is ['/', ..] and var link => [link],
            _ => [],
        };
}
