using System.Net;
using TransferLedger.Core.Webhooks;

namespace TransferLedger.Core.Tests.Webhooks;

public sealed class PublicNetworksTests
{
    [Theory]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("10.255.0.1", "private")]
    [InlineData("100.64.0.1", "of a carrier")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.0.2.1", "for documentation")]
    [InlineData("192.168.1.1", "private")]
    [InlineData("198.18.0.1", "for benchmarks")]
    [InlineData("203.0.113.9", "for documentation")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::", "unspecified")]
    [InlineData("::1", "loopback")]
    [InlineData("::127.0.0.1", "mapped")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::ffff:10.0.0.1", "private")]
    [InlineData("64:ff9b::7f00:1", "translated (NAT64)")]
    [InlineData("64:ff9b:1::7f00:1", "translated (NAT64)")]
    [InlineData("fd12::1", "unique-local")]
    [InlineData("fe80::1%2", "link-local")]
    [InlineData("fec0::1", "site-local")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("2001:db8::1", "for documentation")]
    [InlineData("2002:7f00:1::", "translated (6to4)")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2", "translated (Teredo)")]
    [InlineData("100::1", "reserved")]
    [InlineData("4000::1", "reserved")]
    public void An_address_that_is_not_public_is_known_by_its_kind(string address, string kind) =>
        Assert.Equal(kind, PublicNetworks.WhyNot(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("93.184.216.34")]
    [InlineData("100.128.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void An_address_of_the_internet_is_public(string address) =>
        Assert.Null(PublicNetworks.WhyNot(IPAddress.Parse(address)));
}
