using System.Net;
using TransferLedger.Core.Webhooks;

namespace TransferLedger.Core.Tests.Webhooks;

public sealed class AllowedTargetsTests
{
    private static readonly AllowedTargets Usual = AllowedTargets.Read(networks: null, ports: null).Value;

    [Theory]
    [InlineData("https://example.org/ledger?to=us")]
    [InlineData("http://example.org")]
    [InlineData("https://93.184.216.34/")]
    [InlineData("https://[2606:4700::1111]/")]
    public void A_public_address_is_delivered_to(string url) => Assert.True(Usual.Target(url).IsOk);

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[64:ff9b::127.0.0.1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://0/")]
    public void However_an_address_is_written_it_is_refused_if_it_is_not_public(string url) =>
        Assert.Equal("url.not-public", Assert.Single(Usual.Target(url).Faults).Code);

    [Theory]
    [InlineData("example.org", "url.unreadable")]
    [InlineData("ftp://example.org/", "url.unreadable")]
    [InlineData("file:///etc/passwd", "url.unreadable")]
    [InlineData("https:///ledger", "url.unreadable")]
    [InlineData("https://example.org/#there", "url.unreadable")]
    [InlineData("https://example.org\\@127.0.0.1/", "url.unreadable")]
    [InlineData("https://us:secret@example.org/", "url.with-password")]
    [InlineData("https://example.org:8443/", "url.port")]
    [InlineData("http://example.org:25/", "url.port")]
    public void What_is_no_target_is_refused(string url, string code) =>
        Assert.Equal(code, Assert.Single(Usual.Target(url).Faults).Code);

    [Fact]
    public void Networks_and_ports_that_are_listed_are_delivered_to()
    {
        var allowed = AllowedTargets.Read("10.1.0.0/16, fd00:1::/64", "8443").Value;

        Assert.True(allowed.Target("https://10.1.2.3:8443/").IsOk);
        Assert.True(allowed.Target("https://[::ffff:10.1.2.3]/").IsOk);
        Assert.Equal("private", allowed.WhyRefused(IPAddress.Parse("10.2.0.1")));
        Assert.Null(allowed.WhyRefused(IPAddress.Parse("fd00:1::5")));
    }

    [Fact]
    public void Lists_that_cannot_be_read_are_refused_with_every_fault() =>
        Assert.Equal(
            ["network.unreadable", "port.unreadable", "port.unreadable"],
            AllowedTargets.Read("10.0.0.0/33", "0, https").Faults.Select(fault => fault.Code)
        );
}
