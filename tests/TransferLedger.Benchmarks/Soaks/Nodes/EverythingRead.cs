using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TransferLedger.Benchmarks.Soaks.Nodes;

/// <summary>Every list from its first page to its last, as a node answers it.</summary>
internal static class EverythingRead
{
    private const int Rows = 1_000;

    private static readonly string[] Lists =
    [
        "/figures",
        "/figures?asOf=2023-06-01",
        "/figures?perspective=KP",
        "/corridors",
        "/reports",
        "/claims",
        "/claims?asOf=2023-06-01",
        "/conflicts",
        "/denials",
        "/claimants",
        "/statements",
    ];

    /// <summary>By list, how many rows it has and a digest of its pages.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> By(HttpClient node)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in Lists)
        {
            read[list] = await Whole(node, list);
        }

        return read;
    }

    private static async Task<string> Whole(HttpClient node, string list)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (rows, more) = (0, $"{list}{(list.Contains('?') ? '&' : '?')}limit={Rows}");
        for (var next = more; next is not null; )
        {
            var text = await node.GetStringAsync(new Uri(next, UriKind.Relative));
            digest.AppendData(Encoding.UTF8.GetBytes(text));
            var page = JsonElement.Parse(text);
            rows += page.GetProperty("items").GetArrayLength();
            next = page.GetProperty("next").GetString() is { } cursor ? $"{more}&cursor={cursor}" : null;
        }

        return $"{rows, 7:N0} rows, {Convert.ToHexStringLower(digest.GetHashAndReset())[..16]}";
    }
}
