using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TransferLedger.Benchmarks;

/// <summary>A reader of the feed's server-sent events, who keeps a digest of the ids that came.</summary>
internal sealed class OpenStream : IAsyncDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private OpenStream(HttpResponseMessage response, StreamReader lines) =>
        (this.response, this.lines) = (response, lines);

    public string LastId { get; private set; } = "";

    public string Digest => Convert.ToHexString(digest.GetCurrentHash());

    public static async Task<OpenStream> Of(HttpClient client, string from = "now")
    {
        var response = await client.GetAsync(
            $"/events/stream?from={from}",
            HttpCompletionOption.ResponseHeadersRead
        );
        response.EnsureSuccessStatusCode();
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>Reads until the claim has come.</summary>
    public async Task Until(string claim)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
            {
                continue;
            }

            using var happened = JsonDocument.Parse(line.AsMemory(6));
            LastId = happened.RootElement.GetProperty("id").GetString()!;
            digest.AppendData(Encoding.UTF8.GetBytes(LastId));
            if (
                happened.RootElement.GetProperty("data").TryGetProperty("claim", out var named)
                && named.GetString() == claim
            )
            {
                return;
            }
        }

        throw new InvalidOperationException($"The stream ended before {claim} came.");
    }

    public ValueTask DisposeAsync()
    {
        digest.Dispose();
        lines.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
