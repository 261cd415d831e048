using System.Net;
using System.Text.Json;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Exports;

/// <summary>Takes exports, as a reader who knows the address of the package only.</summary>
internal static class Exporting
{
    public static readonly string[] Tables = ["claims", "estimates", "revisions"];

    public static readonly string[] Files =
    [
        .. Tables.Select(table => $"{table}.csv"),
        .. Tables.Select(table => $"{table}.ndjson"),
    ];

    public static async Task<JsonElement> Package(this HttpClient client, string query = "")
    {
        var answer = await client.Ask($"/export/datapackage.json{query}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    public static JsonElement Resource(this JsonElement package, string file) =>
        package
            .GetProperty("resources")
            .EnumerateArray()
            .Single(resource => resource.Of("path").Split('?')[0] == file);

    public static async Task<byte[]> Exported(this HttpClient client, JsonElement package, string file)
    {
        var answer = await client.Ask($"/export/{package.Resource(file).Of("path")}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Body;
    }

    public static async Task<ExportedTable> Table(this HttpClient client, JsonElement package, string file) =>
        ExportedTable.Read(package.Resource(file), await client.Exported(package, file));

    /// <summary>All pages of a list.</summary>
    public static async Task<List<JsonElement>> Every(this HttpClient client, string list)
    {
        var (items, next) = (new List<JsonElement>(), (string?)list);
        while (next is not null)
        {
            var answer = await client.Ask(next);
            items.AddRange(answer.Items.EnumerateArray());
            next = answer.Headers.TryGetValue("Link", out var link) ? link.Split('<', '>')[1] : null;
        }

        return items;
    }
}
