using System.Collections.Immutable;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Filing;

namespace TransferLedger.Core.Webhooks;

/// <summary>What a subscriber asks for.</summary>
/// <param name="From">A place, an instant, a day or <c>now</c>, as it was written.</param>
/// <param name="Batch">At most so many events are in one delivery.</param>
/// <param name="Secret">Null: one is to be made.</param>
public sealed record SubscriptionAsked(
    Uri Url,
    FeedFilter Filter,
    string From,
    int Batch,
    OnFailure OnFailure,
    WebhookSecret? Secret
)
{
    private const int MostBatch = 100;
    private const int MostNames = 100;
    private const int LongestName = 200;
    private const int LongestUrl = 4_000;

    /// <summary>
    /// Reads the body of a subscription; every fault at once. Faults: those of <see cref="AllowedTargets.Target"/>,
    /// <see cref="FeedFilter.Read"/> and <see cref="WebhookSecret.Read"/>, <c>batch.out-of-range</c>.
    /// </summary>
    public static Outcome<SubscriptionAsked> Read(ReadOnlyMemory<byte> body, AllowedTargets allowed) =>
        JsonBody.ReadForm(body, "subscription", form => Read(form, allowed));

    /// <summary>
    /// What only the feed and the network can judge, so that it is judged whatever is wrong with the rest. Faults: where the body is
    /// no JSON.
    /// </summary>
    public static Outcome<SubscriptionLookUp> ToLookUp(ReadOnlyMemory<byte> body, AllowedTargets allowed) =>
        JsonBody.Read<SubscriptionLookUp>(
            body,
            "subscription",
            root =>
            {
                var form = new JsonForm(root, "", []);
                return new SubscriptionLookUp(UrlOf(form, allowed), FromOf(form));
            }
        );

    private static SubscriptionAsked? Read(JsonForm form, AllowedTargets allowed)
    {
        var url = UrlOf(form, allowed);
        var filter = Filtered(form);
        var from = FromOf(form);
        var batch = form.WholeNumber("batch") ?? 1;
        if (batch is < 1 or > MostBatch)
        {
            form.Refuse("batch", "batch.out-of-range", $"batch is a number from 1 to {MostBatch}.");
        }

        var onFailure = form.Word<OnFailure>("onFailure");
        var secret = form.Text("secret", LongestName) is { } given
            ? form.Take("secret", WebhookSecret.Read(given))
            : null;
        return url is null || filter is null
            ? null
            : new(
                url,
                filter,
                from ?? "now",
                (int)Math.Clamp(batch, 1, MostBatch),
                onFailure ?? OnFailure.Block,
                secret
            );
    }

    private static Uri? UrlOf(JsonForm form, AllowedTargets allowed) =>
        form.Text("url", LongestUrl, required: true) is { } text
            ? form.Take("url", allowed.Target(text))
            : null;

    private static string? FromOf(JsonForm form) => form.Text("from", LongestName);

    private static FeedFilter? Filtered(JsonForm form)
    {
        var filter = FeedFilter.Read(
            Names(form, "types"),
            Names(form, "corridors"),
            Names(form, "figures"),
            Names(form, "perspectives")
        );
        return form.Take(
            "",
            filter.IsOk ? filter : filter.Faults.Select(fault => fault.Under("/")).ToImmutableArray()
        );
    }

    private static List<string> Names(JsonForm form, string name) =>
        form.Texts(name, MostNames, LongestName) ?? [];
}

/// <summary>What of a subscription must be looked up; null: there is nothing that could be.</summary>
/// <param name="From">As <see cref="SubscriptionAsked.From"/>.</param>
public sealed record SubscriptionLookUp(Uri? Url, string? From);

/// <summary>Where a subscription is to go on.</summary>
/// <param name="To">A place, an instant, a day or <c>now</c>, as it was written.</param>
public sealed record RewindAsked(string To)
{
    private const int Longest = 200;

    public static Outcome<RewindAsked> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.ReadForm(
            body,
            "place to go on from",
            form => form.Text("to", Longest, required: true) is { } to ? new RewindAsked(to) : null
        );
}

/// <summary>What is to be delivered once more, beside the order.</summary>
/// <param name="Place">Null: what was set aside, the oldest first.</param>
public sealed record RedeliveryAsked(FeedPlace? Place)
{
    private const int Longest = 200;

    public static Outcome<RedeliveryAsked> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.ReadForm(
            body,
            "redelivery",
            form => new RedeliveryAsked(form.Text("place", Longest) is { } text ? PlaceOf(form, text) : null)
        );

    private static FeedPlace? PlaceOf(JsonForm form, string text)
    {
        var place = FeedPlace.Read(text);
        form.Take("place", place);
        return place.IsOk ? place.Value : null;
    }
}

/// <summary>A new secret.</summary>
/// <param name="Secret">Null: one is to be made.</param>
/// <param name="Overlap">So long deliveries bear a signature with the secret before, too.</param>
public sealed record RotationAsked(WebhookSecret? Secret, TimeSpan Overlap)
{
    private const int Longest = 200;
    private const int UsualHours = 24;
    private const int MostHours = 24 * 30;

    /// <summary>Faults: <c>hours.out-of-range</c>, those of the secret.</summary>
    public static Outcome<RotationAsked> Read(ReadOnlyMemory<byte> body) =>
        JsonBody.ReadForm(body, "rotation", Read);

    private static RotationAsked? Read(JsonForm form)
    {
        var secret = form.Text("secret", Longest) is { } given
            ? form.Take("secret", WebhookSecret.Read(given))
            : null;
        var hours = form.WholeNumber("hours") ?? UsualHours;
        if (hours is >= 0 and <= MostHours)
        {
            return new(secret, TimeSpan.FromHours(hours));
        }

        form.Refuse("hours", "hours.out-of-range", $"hours is a number from 0 to {MostHours}.");
        return null;
    }
}
