using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Webhooks;

namespace TransferLedger.Server.Subscriptions;

/// <summary>
/// Sends one message to a subscriber, signed, and waits for the answer: no redirects, no proxy, no cookies, to checked addresses only.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private const int LongestAnswer = 65_536;
    private const int LongestHeadersKilobytes = 16;

    /// <summary>After so long a host is looked up again, however busy its connection is.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private static readonly MediaTypeHeaderValue Batch = new(CloudEvents.BatchMediaType);

    private readonly HttpMessageInvoker http;
    private readonly TimeSpan limit;
    private readonly TimeProvider clock;

    public WebhookSender(TargetGuard guard, WebhookSettings settings, TimeProvider clock)
    {
        (limit, this.clock) = (settings.AnswerWithin, clock);
        http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ActivityHeadersPropagator = null,
                ConnectCallback = guard.Connect,
                PooledConnectionLifetime = ConnectionLifetime,
                MaxResponseHeadersLength = LongestHeadersKilobytes,
                // What is longer than we read closes the connection.
                MaxResponseDrainSize = 0,
            }
        );
    }

    /// <summary>Whatever the subscriber does, there is an answer, or the reason why there is none.</summary>
    /// <param name="id">The same at each attempt.</param>
    /// <param name="secrets">The newest first.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> said so.</exception>
    public async Task<SubscriberAnswer> Send(
        Uri url,
        string id,
        ReadOnlyMemory<byte> body,
        IReadOnlyList<WebhookSecret> secrets,
        CancellationToken cancellation
    )
    {
        var started = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            using var request = Request(url, id, body, secrets);
            using var response = await http.SendAsync(request, patience.Token);
            var text = await Beginning(response, patience.Token, cancellation);
            return new(
                (int)response.StatusCode,
                text,
                WebhookAnswers.RetryAfter(RetryAfterOf(response), clock.GetUtcNow()),
                Stopwatch.GetElapsedTime(started)
            );
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return None($"no answer within {limit.TotalSeconds:0.#} s", started);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return None(Why(e), started);
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(
        Uri url,
        string id,
        ReadOnlyMemory<byte> body,
        IReadOnlyList<WebhookSecret> secrets
    )
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ReadOnlyMemoryContent(body),
        };
        request.Content.Headers.ContentType = Batch;
        request.Headers.Add("User-Agent", "TransferLedger");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            "webhook-signature",
            string.Join(' ', secrets.Select(secret => secret.Sign(id, timestamp, body.Span)))
        );
        return request;
    }

    /// <summary>As much of an answer as is read and came in time: its status has been said already.</summary>
    private static async Task<string> Beginning(
        HttpResponseMessage response,
        CancellationToken patience,
        CancellationToken cancellation
    )
    {
        var (buffer, length) = (new byte[LongestAnswer], 0);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(patience);
            while (
                length < buffer.Length
                && await body.ReadAsync(buffer.AsMemory(length), patience) is > 0 and var read
            )
            {
                length += read;
            }
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            // It broke off, or was slow.
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static string? RetryAfterOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null;

    private static SubscriberAnswer None(string why, long started) =>
        new(Status: null, why, RetryAfter: null, Stopwatch.GetElapsedTime(started));

    private static string Why(Exception e) =>
        e switch
        {
            { InnerException: TargetRefusedException refused } => $"refused: {refused.Message}",
            { InnerException: { } inner } => $"{e.Message.TrimEnd('.')}: {inner.Message}",
            _ => e.Message,
        };
}

/// <summary>What a subscriber said.</summary>
/// <param name="Status">Null: nothing, and <paramref name="Text"/> says why.</param>
/// <param name="Text">The beginning of its body.</param>
internal sealed record SubscriberAnswer(int? Status, string Text, TimeSpan? RetryAfter, TimeSpan Took)
{
    private const int MostKept = 1_000;

    public AnswerMeaning Meaning => WebhookAnswers.Of(Status);

    /// <summary>As it is remembered: short, and of characters that PostgreSQL keeps.</summary>
    public string Kept
    {
        get
        {
            var kept = Text.Length <= MostKept ? Text : Text[..MostKept];
            kept = kept.Replace('\0', '\uFFFD');
            return kept.Length > 0 && char.IsHighSurrogate(kept[^1]) ? kept[..^1] : kept;
        }
    }

    /// <summary><c>500</c>, or why there was no answer.</summary>
    public string Short => Status?.ToString(CultureInfo.InvariantCulture) ?? Kept;
}
