using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Server;

/// <summary>
/// The way to the server, with the key where it may be shown. Whatever goes wrong comes out as a <see cref="HaltException"/>: exit
/// code 3 where the server cannot be reached or fails, 2 where it refuses what was asked.
/// </summary>
internal sealed class ServerConnection : IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    private readonly HttpClient http;
    private readonly bool isKeyWithheld;

    /// <param name="answerLimit">So long one answer may take.</param>
    public ServerConnection(ServerAddress address, TimeSpan answerLimit)
    {
        // A proxy for the world has no business between us and this machine.
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectLimit,
            UseProxy = !address.Url.IsLoopback,
        };
        isKeyWithheld = address.IsKeyWithheld;
        http = new HttpClient(handler) { BaseAddress = address.Url, Timeout = answerLimit };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("transferledger", Version()));
        if (address.Key is { } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>The server's.</summary>
    public Uri Url => http.BaseAddress!;

    /// <summary>The whole answer.</summary>
    public async Task<Answer> Ask(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var response = await Send(request, cancellation);
        var body = await Read(response, cancellation);
        return response.IsSuccessStatusCode ? new Answer(body) : throw Refusal(response, body);
    }

    /// <summary>An answer whose body is still to come.</summary>
    public async Task<HttpResponseMessage> Accepted(
        HttpRequestMessage request,
        CancellationToken cancellation
    )
    {
        var response = await Send(request, cancellation);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw Refusal(response, await Read(response, cancellation));
        }
    }

    /// <summary>What it refused, to be thrown.</summary>
    public HaltException Refusal(HttpResponseMessage response, ReadOnlyMemory<byte> body) =>
        Problem.Halt(response, Complaints(response, body));

    /// <summary>What it says is wrong.</summary>
    public IReadOnlyList<Complaint> Complaints(HttpResponseMessage response, ReadOnlyMemory<byte> body) =>
        isKeyWithheld && response.StatusCode is (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            ?
            [
                .. Problem.Read(response, body),
                new Complaint(
                    "key.withheld",
                    $"The key in {ServerAddress.KeyVariable} was not shown: it is for the server that {ServerAddress.UrlVariable} names. Name this one there, if the key is for it."
                ),
            ]
            : Problem.Read(response, body);

    /// <summary>An answer of whatever kind, whose body is still to come.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellation) =>
        Guard(
            () => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation),
            cancellation
        );

    /// <param name="most">Bytes of an answer that is none of a problem.</param>
    public Task<byte[]> Read(
        HttpResponseMessage response,
        CancellationToken cancellation,
        int most = AnswerBody.LongestAnswer
    ) =>
        Guard(
            () =>
                AnswerBody.Read(
                    response,
                    response.IsSuccessStatusCode ? most : AnswerBody.LongestProblem,
                    http.Timeout,
                    cancellation
                ),
            cancellation
        );

    /// <summary>Any other exchange with it.</summary>
    public async Task<T> Guard<T>(Func<Task<T>> exchange, CancellationToken cancellation)
    {
        try
        {
            return await exchange();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            var why = (e.InnerException ?? e).Message.TrimEnd('.');
            throw HaltException.Failed(
                "server.unreachable",
                $"The server at {http.BaseAddress} does not answer: {why}. Start it, or name another with --url or {ServerAddress.UrlVariable}."
            );
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw HaltException.Failed(
                "server.slow",
                $"The server at {http.BaseAddress} gave no answer within {http.Timeout.TotalSeconds:0.#} seconds. Look at its log, or try again."
            );
        }
    }

    /// <summary>The next bytes of a body; 0: it is at its end.</summary>
    public static async Task<int> Piece(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw HaltException.Failed(
                "server.broke-off",
                "The server broke off in the middle of its answer. Look at its log."
            );
        }
    }

    public void Dispose() => http.Dispose();

    private static string Version() => Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);
}
