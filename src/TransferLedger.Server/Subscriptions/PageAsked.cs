using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using TransferLedger.Core.Faults;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Subscriptions;

/// <summary>Pages of lists that stand at no moment: how deliveries go is told as it is now.</summary>
internal static class PageAsked
{
    public static readonly ImmutableArray<Parameter> Parameters =
    [
        Parameter.Limit,
        new("cursor", "The next page: next, or the Link header, of the page before."),
    ];

    /// <summary>Faults, all for a 400: <c>limit.out-of-range</c>, <c>cursor.unreadable</c>.</summary>
    /// <param name="keyOf">Reads the key of a row; null: it is none.</param>
    public static Outcome<PageAsked<TKey>> Of<TKey>(HttpRequest request, Func<string, TKey?> keyOf)
        where TKey : struct
    {
        var faults = new List<Fault>();
        var limit = ReadAt.UsualLimit;
        if (
            request.Query["limit"] is [{ Length: > 0 } text]
            && !(
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                && limit is >= 1 and <= ReadAt.MostRows
            )
        )
        {
            faults.Add(
                new Fault(
                    "limit",
                    "limit.out-of-range",
                    $"limit is a number from 1 to {ReadAt.MostRows}; default {ReadAt.UsualLimit}."
                )
            );
        }

        TKey? after = null;
        if (request.Query["cursor"] is [{ Length: > 0 } cursor])
        {
            after = Decoded(cursor) is { } key ? keyOf(key) : null;
            if (after is null)
            {
                faults.Add(
                    new Fault(
                        "cursor",
                        "cursor.unreadable",
                        "This is no cursor of this list. Take it from next or the Link header of the page before."
                    )
                );
            }
        }

        return faults.Count > 0 ? faults.ToImmutableArray() : new PageAsked<TKey>(limit, after);
    }

    private static string? Decoded(string cursor)
    {
        try
        {
            var key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            return key.Contains('\0', StringComparison.Ordinal) ? null : key;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>How much of a list is wanted, and behind which row.</summary>
/// <param name="After">Null: from the beginning.</param>
internal sealed record PageAsked<TKey>(int Limit, TKey? After)
    where TKey : struct
{
    /// <summary>The cursor of the next page, also in header <c>Link</c>; null: there is none.</summary>
    /// <param name="found">One row more than the page where there is a next one.</param>
    /// <param name="key">Of a row, as it is read again.</param>
    public string? Next<T>(HttpContext http, IReadOnlyList<T> found, Func<T, string> key)
    {
        if (found.Count <= Limit)
        {
            return null;
        }

        var next = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(found[Limit - 1])));
        var query = new QueryBuilder(http.Request.Query.Where(q => q.Key is not "cursor"))
        {
            { "cursor", next },
        };
        http.Response.Headers.Link = $"<{http.Request.Path}{query.ToQueryString()}>; rel=\"next\"";
        return next;
    }
}
