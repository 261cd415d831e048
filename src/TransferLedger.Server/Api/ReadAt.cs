using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Projections;

namespace TransferLedger.Server.Api;

/// <summary>Where a reader stands on both axes of time, and how much they want.</summary>
/// <param name="Asked">What the address says: <c>asOf</c>, <c>knownAt</c>, <c>limit</c>, <c>cursor</c>.</param>
/// <param name="Ledger">The ledger as it was known where they stand.</param>
/// <param name="Now">The read tables.</param>
internal sealed record ReadAt(ReadAsked Asked, LedgerAt Ledger, ILedgerLists Now)
{
    public const int UsualLimit = 100;
    public const int MostRows = 1_000;

    /// <summary>By what had been said by that day.</summary>
    public DateOnly AsOf => Asked.AsOf;

    public string Day => Standpoint.Day;

    /// <summary>Where they stand; whoever goes on with a list that began at now did not ask for a moment.</summary>
    public Standpoint Standpoint => new(AsOf, Ledger, Asked.GoesOn ? null : Asked.KnownAt);

    /// <summary>The same address has the same answer for ever.</summary>
    public bool IsForEver { get; init; }

    /// <summary>Rows of a page.</summary>
    public int Limit { get; init; } = Asked.Limit;

    /// <summary>The key of the last row of the page before, or null.</summary>
    public string? After { get; init; } = Asked.After;

    /// <summary>
    /// A page of a list as of where the reader stands: from the read tables if they are as far as that, else from the log.
    /// </summary>
    public async Task<Page<T>> List<T>(Func<ILedgerLists, Task<Page<T>>> ask)
    {
        if (Asked.KnownAt is null)
        {
            return await ask(Now);
        }

        return Ledger.IsAllThatIsKnown && await ask(Now) is var page && page.Bookmark == Ledger.End
            ? page
            : await ask(Ledger);
    }
}

/// <summary>What an address says about where its reader stands.</summary>
/// <param name="AsOf">Default today (UTC).</param>
/// <param name="KnownAt">Null: now.</param>
/// <param name="After">The key of the last row of the page before, or null.</param>
/// <param name="List">The address of the list, which a cursor belongs to.</param>
/// <param name="GoesOn">The moment is that of a list which began at now.</param>
/// <param name="SaysAll">The address says all that its answer depends on, and the day of what was said is over.</param>
internal sealed record ReadAsked(
    DateOnly AsOf,
    KnownAt? KnownAt,
    int Limit,
    string? After,
    string List,
    bool GoesOn,
    bool SaysAll
)
{
    private const int UsualLimit = ReadAt.UsualLimit;
    private const int MostRows = ReadAt.MostRows;

    /// <summary>
    /// Faults, all for a 400: <c>as-of.unreadable</c>, <c>as-of.in-the-future</c>, <c>known-at.unreadable</c>,
    /// <c>limit.out-of-range</c>, <c>cursor.unreadable</c>, <c>cursor.other-day</c>, <c>cursor.other-position</c>.
    /// </summary>
    public static Outcome<ReadAsked> Of(HttpRequest request, DateOnly today)
    {
        var faults = new List<Fault>();
        var asOf = AsOfOf(request, today, faults);
        var knownAt = KnownAtOf(request);
        if (knownAt is null && request.Query["knownAt"] is [{ Length: > 0 } moment])
        {
            faults.AddRange(Core.Events.KnownAt.Read(moment).Faults.Select(fault => fault.Under("knownAt")));
        }

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

        if (cursor is not null && knownAt is not null && cursor.KnownAt != knownAt.ToString())
        {
            faults.Add(
                new Fault(
                    "cursor",
                    "cursor.other-position",
                    $"This cursor goes on with {cursor.KnownAt}. Leave knownAt out, or start again without the cursor."
                )
            );
        }

        return faults.Count > 0
            ? faults.ToImmutableArray()
            : new ReadAsked(
                cursor?.AsOf ?? asOf,
                cursor is null ? knownAt : KnownAt.Read(cursor.KnownAt!).Value,
                limit,
                cursor?.After,
                ListOf(request),
                cursor?.BeganAtNow ?? false,
                request.Query.ContainsKey("asOf")
                    && asOf < today
                    && knownAt is not null
                    && request.Query.ContainsKey("policy")
            );
    }

    /// <summary>Null: nothing is said of it, or nothing that can be read.</summary>
    public static KnownAt? KnownAtOf(HttpRequest request) =>
        request.Query["knownAt"] is [{ Length: > 0 } text]
        && Core.Events.KnownAt.Read(text) is { IsOk: true } read
            ? read.Value
            : null;

    /// <summary>Opaque; keeps the pair of its first page.</summary>
    /// <param name="knownAt">The last position that the first page rests on.</param>
    public string CursorAfter(string key, long knownAt) =>
        Base64Url.EncodeToString(
            JsonSerializer.SerializeToUtf8Bytes(
                new Cursor(
                    AsOf,
                    KnownAt?.ToString() ?? knownAt.ToString(CultureInfo.InvariantCulture),
                    KnownAt is null || GoesOn,
                    key,
                    List
                )
            )
        );

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
                    is { After: { } after, KnownAt: { } knownAt } cursor
                && Core.Events.KnownAt.Read(knownAt).IsOk
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

    private sealed record Cursor(
        DateOnly AsOf,
        string? KnownAt,
        bool BeganAtNow,
        string? After,
        string? List
    );
}
