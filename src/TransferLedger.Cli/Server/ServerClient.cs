using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Feed;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Server;

/// <summary>
/// What the server is asked and told. Whatever goes wrong comes out as a <see cref="HaltException"/>, as
/// <see cref="ServerConnection"/> has it.
/// </summary>
internal sealed class ServerClient : IDisposable
{
    private const string Json = "application/json";
    private const string Lines = "application/x-ndjson";
    private const string FeedNext = "Ledger-Next";
    private const int PieceBytes = 1 << 16;

    /// <summary>Of a list, each of up to 1,000 items.</summary>
    public const int MostPages = 10_000;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    private readonly ServerConnection connection;

    public ServerClient(ServerAddress address)
        : this(address, AnswerLimit) { }

    private ServerClient(ServerAddress address, TimeSpan answerLimit) =>
        connection = new ServerConnection(address, answerLimit);

    /// <summary>For asking in passing: gives up after <paramref name="limit"/>.</summary>
    public static ServerClient Hasty(ServerAddress address, TimeSpan limit) => new(address, limit);

    /// <summary>For what may take as long as it takes.</summary>
    public static ServerClient Patient(ServerAddress address) => new(address, Timeout.InfiniteTimeSpan);

    /// <summary>Reads a path such as <c>figures/KP-RU/containers</c>.</summary>
    public async Task<Answer> Get(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await connection.Ask(request, cancellation);
    }

    /// <summary>Reads a path that may hold nothing: then null.</summary>
    public Task<ReadOnlyMemory<byte>?> Find(string path, CancellationToken cancellation) =>
        Find(path, AnswerBody.LongestAnswer, cancellation);

    /// <summary>The same of what has so many bytes at most.</summary>
    public async Task<ReadOnlyMemory<byte>?> Find(string path, int most, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await connection.Send(request, cancellation);
        var body = await connection.Read(response, cancellation, most);
        // Without its type, null would become no bytes, which is something else than nothing.
        return response.IsSuccessStatusCode ? (ReadOnlyMemory<byte>?)body
            : response.StatusCode == HttpStatusCode.NotFound ? null
            : throw connection.Refusal(response, body);
    }

    /// <summary>Reads a path that holds text.</summary>
    public async Task<string> GetText(string path, CancellationToken cancellation) =>
        System.Text.Encoding.UTF8.GetString((await Get(path, cancellation)).Body.Span);

    /// <summary>Events of the feed.</summary>
    public async Task<FeedPage> GetFeed(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(Lines);
        using var response = await connection.Send(request, cancellation);
        var body = await connection.Read(response, cancellation);
        return response.IsSuccessStatusCode
            ? new FeedPage(LinesOf(body), response.Headers.GetValues(FeedNext).Single())
            : throw connection.Refusal(response, body);
    }

    private static List<ReadOnlyMemory<byte>> LinesOf(byte[] body)
    {
        var (lines, from) = (new List<ReadOnlyMemory<byte>>(), 0);
        while (Array.IndexOf(body, (byte)'\n', from) is >= 0 and var end)
        {
            lines.Add(body.AsMemory(from, end - from));
            from = end + 1;
        }

        return lines;
    }

    /// <summary>Reads what may be too large to be held, piece by piece.</summary>
    /// <param name="take">Each piece is good until it comes back.</param>
    public async Task Download(
        string path,
        Func<ReadOnlyMemory<byte>, ValueTask> take,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await connection.Accepted(request, cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[PieceBytes];
        while (await ServerConnection.Piece(body, buffer, cancellation) is > 0 and var read)
        {
            await take(buffer.AsMemory(0, read));
        }
    }

    /// <summary>Hands in a JSON document.</summary>
    /// <param name="version">The one that was seen, such as <c>v3</c>; null: whatever it is.</param>
    public Task<Answer> Post(
        string path,
        JsonObject document,
        string? version,
        CancellationToken cancellation
    ) => HandIn(HttpMethod.Post, path, document, version, cancellation);

    /// <summary>Has something taken away, for a reason.</summary>
    /// <param name="version">The one that was seen, such as <c>v3</c>; null: whatever it is.</param>
    public Task<Answer> Delete(
        string path,
        JsonObject document,
        string? version,
        CancellationToken cancellation
    ) => HandIn(HttpMethod.Delete, path, document, version, cancellation);

    private async Task<Answer> HandIn(
        HttpMethod verb,
        string path,
        JsonObject document,
        string? version,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(verb, path)
        {
            Content = Body(JsonSerializer.SerializeToUtf8Bytes(document), Json),
        };
        if (version is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        }

        return await connection.Ask(request, cancellation);
    }

    /// <summary>All pages of a list as one: the items of every page, no cursor left.</summary>
    public async Task<Answer> GetAll(string path, CancellationToken cancellation)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var (whole, cursors, bytes) = ((JsonObject?)null, new HashSet<string>(StringComparer.Ordinal), 0L);
        for (var at = path; ; )
        {
            var page = await Get(at, cancellation);
            var read = page.AsNode();
            bytes += page.Body.Length;
            if (whole is null)
            {
                whole = read;
            }
            else
            {
                foreach (var item in read["items"]!.AsArray())
                {
                    whole["items"]!.AsArray().Add(item!.DeepClone());
                }
            }

            if ((string?)read["next"] is not { } cursor)
            {
                whole["next"] = null;
                return new Answer(JsonSerializer.SerializeToUtf8Bytes(whole));
            }

            if (!cursors.Add(cursor) || cursors.Count >= MostPages || bytes > AnswerBody.LongestAnswer)
            {
                throw Endless(path, cursors.Count);
            }

            at = $"{path}{separator}cursor={Uri.EscapeDataString(cursor)}";
        }
    }

    private HaltException Endless(string path, int pages) =>
        HaltException.Failed(
            "server.endless",
            $"The list at {connection.Url}{path} does not come to an end: {Phrase.Count(pages, "page", "pages")} were read. Ask for less, or check --url."
        );

    /// <summary>Sends one report; what the server refuses about it is an answer too.</summary>
    public async Task<Verdict> PostReport(
        string path,
        ReadOnlyMemory<byte> report,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Body(report, Json) };
        using var response = await connection.Send(request, cancellation);
        var body = await connection.Read(response, cancellation);
        if (response.IsSuccessStatusCode)
        {
            return new Verdict(response.StatusCode, new Answer(body), []);
        }

        var refused =
            response.StatusCode
            is HttpStatusCode.BadRequest
                or HttpStatusCode.Conflict
                or HttpStatusCode.RequestEntityTooLarge
                or HttpStatusCode.UnprocessableEntity;
        var complaints = connection.Complaints(response, body);
        return refused
            ? new Verdict(response.StatusCode, Accepted: null, complaints)
            : throw Problem.Halt(response, complaints);
    }

    /// <summary>
    /// Sends lines of reports and gives the server's answers as they come. The lines must fit the server's own buffer
    /// (1 MiB): it may answer before it has read all, and this side listens only once it has sent all.
    /// </summary>
    public async IAsyncEnumerable<JsonObject> Import(
        ReadOnlyMemory<byte> lines,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "reports/import")
        {
            Content = Body(lines, Lines),
        };
        request.Headers.Add("Prefer", "return=representation");
        using var response = await connection.Accepted(request, cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (
            await connection.Guard(() => reader.ReadLineAsync(cancellation).AsTask(), cancellation)
                is { } line
        )
        {
            yield return Answer.Parse(line);
        }
    }

    public void Dispose() => connection.Dispose();

    private static ReadOnlyMemoryContent Body(ReadOnlyMemory<byte> bytes, string type)
    {
        var content = new ReadOnlyMemoryContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }
}

/// <summary>What became of one report.</summary>
/// <param name="Accepted">Null where it was refused.</param>
internal sealed record Verdict(HttpStatusCode Status, Answer? Accepted, IReadOnlyList<Complaint> Complaints);
