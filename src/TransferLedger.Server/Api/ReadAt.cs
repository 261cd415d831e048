using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TransferLedger.Core.Faults;

namespace TransferLedger.Server.Api;

/// <summary>Where a reader stands and how much they want: <c>asOf</c>, <c>limit</c> and <c>cursor</c> of a request.</summary>
/// <param name="AsOf">By what had been said by that day; default today (UTC).</param>
/// <param name="Limit">Rows of a page.</param>
/// <param name="After">The key of the last row of the page before, or null.</param>
/// <param name="List">The address of the list, which a cursor belongs to.</param>
internal sealed record ReadAt(DateOnly AsOf, int Limit, string? After, string List)
{
    public const int UsualLimit = 100;
    public const int MostRows = 1_000;

    public string Day => AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Faults, all for a 400: <c>as-of.unreadable</c>, <c>as-of.in-the-future</c>, <c>limit.out-of-range</c>,
    /// <c>cursor.unreadable</c>, <c>cursor.other-day</c>.
    /// </summary>
    public static Outcome<ReadAt> Of(HttpRequest request, DateOnly today)
    {
        var faults = new List<Fault>();
        var asOf = AsOfOf(request, today, faults);
        var limit = LimitOf(request, faults);
        var cursor = CursorOf(request, today, faults);
        if (cursor is not null && cursor.AsOf != asOf && request.Query.ContainsKey("asOf"))
        {
            faults.Add(
                new Fault(
                    "cursor",
                    "cursor.other-day",
                    $"This cursor goes on with {cursor.AsOf:yyyy-MM-dd}. Leave asOf out, or start again without the cursor."
                )
            );
        }

        return faults.Count > 0
            ? faults.ToImmutableArray()
            : new ReadAt(cursor?.AsOf ?? asOf, limit, cursor?.After, ListOf(request));
    }

    /// <summary>Opaque; keeps the day of its first page.</summary>
    public string CursorAfter(string key) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Cursor(AsOf, key, List)));

    private static string ListOf(HttpRequest request) => request.Path.Value!.ToLowerInvariant();

    private static DateOnly AsOfOf(HttpRequest request, DateOnly today, List<Fault> faults)
    {
        if (request.Query["asOf"] is not [{ Length: > 0 } text])
        {
            return today;
        }

        var read = Core.Time.AsOf.Read(text);
        if (!read.IsOk)
        {
            faults.AddRange(read.Faults.Select(f => f.Under("asOf")));
            return today;
        }

        if (read.Value.Day > today)
        {
            faults.Add(
                new Fault(
                    "asOf",
                    "as-of.in-the-future",
                    $"Today is {today:yyyy-MM-dd} (UTC); nobody knows yet what will have been said by {text}."
                )
            );
        }

        return read.Value.Day;
    }

    private static int LimitOf(HttpRequest request, List<Fault> faults)
    {
        if (request.Query["limit"] is not [{ Length: > 0 } text])
        {
            return UsualLimit;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MostRows
        )
        {
            return limit;
        }

        faults.Add(
            new Fault(
                "limit",
                "limit.out-of-range",
                $"limit is a number from 1 to {MostRows}; default {UsualLimit}."
            )
        );
        return UsualLimit;
    }

    private static Cursor? CursorOf(HttpRequest request, DateOnly today, List<Fault> faults)
    {
        if (request.Query["cursor"] is not [{ Length: > 0 } text])
        {
            return null;
        }

        try
        {
            if (
                JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text))
                    is { After: { } after } cursor
                && !after.Contains('\0', StringComparison.Ordinal)
                && cursor.List == ListOf(request)
                && cursor.AsOf <= today
            )
            {
                return cursor;
            }
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Said below, as for a cursor without a key.
        }

        faults.Add(
            new Fault(
                "cursor",
                "cursor.unreadable",
                "This is no cursor of this list. Take it from next or the Link header of the page before."
            )
        );
        return null;
    }

    private sealed record Cursor(DateOnly AsOf, string? After, string? List);
}
