using System.Text;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Webhooks;

namespace TransferLedger.Core.Tests.Webhooks;

public sealed class SubscriptionAskedTests
{
    private static readonly AllowedTargets Allowed = AllowedTargets.Read(networks: null, ports: null).Value;

    [Fact]
    public void What_is_left_out_has_its_usual_value()
    {
        var asked = SubscriptionAsked.Read("""{"url": "https://example.org"}"""u8.ToArray(), Allowed).Value;

        Assert.Equal(FeedFilter.All, asked.Filter);
        Assert.Equal(("now", 1, OnFailure.Block), (asked.From, asked.Batch, asked.OnFailure));
        Assert.Null(asked.Secret);
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_place()
    {
        var body = """
            {"url": "http://127.0.0.1", "types": ["container-reported"], "corridors": ["KPRU"], "batch": 101,
             "onFailure": "give-up", "secret": "hush", "form": "now"}
            """;

        var faults = SubscriptionAsked.Read(Encoding.UTF8.GetBytes(body), Allowed).Faults;

        Assert.Equal(
            ["/url", "/types", "/corridors", "/batch", "/onFailure", "/secret", "/form"],
            faults.Select(fault => fault.Place)
        );
        Assert.Contains(faults, fault => fault.Says.Contains("from", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(720, true)]
    [InlineData(721, false)]
    [InlineData(-1, false)]
    public void A_rotation_overlaps_for_a_month_at_most(int hours, bool isFine) =>
        Assert.Equal(isFine, RotationAsked.Read(Encoding.UTF8.GetBytes($$"""{"hours": {{hours}}}""")).IsOk);

    [Fact]
    public void A_redelivery_is_of_a_place_or_of_what_was_set_aside()
    {
        Assert.Null(RedeliveryAsked.Read("{}"u8.ToArray()).Value.Place);
        Assert.Equal("57.1", $"{RedeliveryAsked.Read("""{"place": "57.1"}"""u8.ToArray()).Value.Place}");
        Assert.Equal(
            ("/place", "place.unreadable"),
            RedeliveryAsked
                .Read("""{"place": "first"}"""u8.ToArray())
                .Faults.Select(f => (f.Place, f.Code))
                .Single()
        );
    }
}
