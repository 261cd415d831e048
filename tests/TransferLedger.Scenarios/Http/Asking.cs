using System.Net;
using System.Text;
using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>Asks the server and keeps what it said.</summary>
internal static class Asking
{
    public static Task<Answer> Ask(
        this HttpClient client,
        string address,
        params (string Name, string Value)[] headers
    ) => client.Send(HttpMethod.Get, address, content: null, headers);

    public static Task<Answer> Post(
        this HttpClient client,
        string address,
        string body,
        string type = "application/json",
        params (string Name, string Value)[] headers
    ) => client.Post(address, Encoding.UTF8.GetBytes(body), type, headers);

    public static Task<Answer> Post(
        this HttpClient client,
        string address,
        byte[] body,
        string type = "application/json",
        params (string Name, string Value)[] headers
    )
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return client.Send(HttpMethod.Post, address, content, headers);
    }

    public static Task<Answer> Import(
        this HttpClient client,
        string lines,
        params (string Name, string Value)[] headers
    ) => client.Post("/reports/import", lines, "application/x-ndjson", headers);

    /// <summary>Files a report that must be good.</summary>
    public static async Task<JsonElement> File(this HttpClient client, string report)
    {
        var answer = await client.Post("/reports", report);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        Assert.True(answer.Json.GetProperty("projected").GetBoolean());
        return answer.Json;
    }

    public static async Task<Answer> Send(
        this HttpClient client,
        HttpMethod method,
        string address,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var lines = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, lines, body);
    }
}

/// <summary>What the server said.</summary>
internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonElement.Parse(Text);

    public JsonElement Items => Json.GetProperty("items");

    /// <summary>The faults of a problem, which must be one in full.</summary>
    public IReadOnlyList<ToldFault> Faults
    {
        get
        {
            Assert.Equal("application/problem+json", Headers["Content-Type"].Split(';')[0]);
            var problem = Json;
            Assert.StartsWith("/problems/", problem.Of("type"), StringComparison.Ordinal);
            Assert.Equal((int)Status, problem.GetProperty("status").GetInt32());
            Assert.NotEqual("", problem.Of("title"));
            Assert.NotEqual("", problem.Of("detail"));
            var faults = problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(e => new ToldFault(e.Of("pointer"), e.Of("code"), e.Of("detail")))
                .ToList();
            Assert.NotEmpty(faults);
            Assert.All(faults, fault => Assert.Matches(@"\A[a-z0-9-]+\.[a-z0-9-]+\z", fault.Code));
            Assert.All(faults, fault => Assert.Matches(@"\A\S.*[.?]\z", fault.Says));
            return faults;
        }
    }

    /// <summary>The code of a problem with one fault.</summary>
    public string Code => Assert.Single(Faults).Code;
}

internal sealed record ToldFault(string Pointer, string Code, string Says);

internal static class Members
{
    public static string Of(this JsonElement element, string member) =>
        element.GetProperty(member).GetString()!;

    public static long? Number(this JsonElement element, string member) =>
        element.GetProperty(member) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;

    public static IReadOnlyList<string> All(this JsonElement list, string member) =>
        [.. list.EnumerateArray().Select(e => e.Of(member))];
}
