using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Net.Http.Headers;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;

namespace TransferLedger.Server.Api;

/// <summary>What every answer to a reader carries: the head that was read, a validator, the way to the next page.</summary>
internal static class Answers
{
    public static Task<IResult> Read<T>(HttpContext http, ReadAt at, T body) =>
        Read(http, at, Answer.Of(at.Ledger.End, body));

    /// <summary>
    /// 200 with the body, or 304 where the reader has it. An address that says all that its answer depends on, of a day that is
    /// over, has the same answer for ever.
    /// </summary>
    public static async Task<IResult> Read(HttpContext http, ReadAt at, Answer answer)
    {
        await Stand(http, at, answer.Bookmark);
        http.Response.GetTypedHeaders().ETag = answer.Etag;
        return http
            .Request.GetTypedHeaders()
            .IfNoneMatch.Any(known => known.Compare(answer.Etag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(answer.Bytes, "application/json; charset=utf-8");
    }

    /// <summary>Where the reader stood, and how long the answer may be kept.</summary>
    /// <param name="bookmark">The next position that the answer does not know of.</param>
    public static async Task Stand(HttpContext http, ReadAt at, long bookmark)
    {
        await HeadRead.Tell(http, bookmark);
        http.Response.Headers.CacheControl = at.IsForEver ? Access.CachedForEver(http) : "no-cache";
    }

    /// <summary>One page of a list. <paramref name="found"/> holds one row more than the page where there is a next one.</summary>
    public static Task<IResult> List<TRow, TItem>(
        HttpContext http,
        ReadAt at,
        long bookmark,
        IReadOnlyList<TRow> found,
        Func<TRow, string> key,
        Func<TRow, TItem> item,
        Narrowing? narrowing = null
    )
    {
        var page = found.Take(at.Limit).ToList();
        var next = found.Count > at.Limit ? at.Asked.CursorAfter(key(page[^1]), bookmark - 1) : null;
        if (next is not null)
        {
            var query = new QueryBuilder(http.Request.Query.Where(q => q.Key is not "cursor"))
            {
                { "cursor", next },
            };
            http.Response.Headers.Link = $"<{http.Request.Path}{query.ToQueryString()}>; rel=\"next\"";
        }

        var body = new ListBody<TItem>(at.Day, KnownAtBody.Of(bookmark), [.. page.Select(item)], next)
        {
            Narrowing = narrowing is null ? null : NarrowingBody.Of(narrowing),
        };
        return Read(http, at, Answer.Of(bookmark, body));
    }
}

/// <summary>A body as it is sent.</summary>
/// <param name="Bookmark">The next position that the read tables did not hold.</param>
/// <param name="Etag">A digest of the body, so that an append elsewhere changes none, and whatever does change the body changes it.</param>
internal sealed record Answer(long Bookmark, ReadOnlyMemory<byte> Bytes, EntityTagHeaderValue Etag)
{
    private const int DigestBytes = 16;

    /// <summary>Of a page that its address does not name: what it is called.</summary>
    public string? Title { get; init; }

    public static Answer Of<T>(long bookmark, T body) =>
        Written(bookmark, JsonSerializer.SerializeToUtf8Bytes(body, AnswerJson.Options));

    public static Answer Written(long bookmark, byte[] bytes)
    {
        var digest = Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, DigestBytes));
        return new(bookmark, bytes, new EntityTagHeaderValue($"\"{digest}\""));
    }
}

/// <summary>One page of a list.</summary>
/// <param name="KnownAt">Null while the ledger is empty.</param>
/// <param name="Next">Cursor of the next page, or null.</param>
public sealed record ListBody<T>(string AsOf, KnownAtBody? KnownAt, IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Left out where all claims are read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NarrowingBody? Narrowing { get; init; }
}
