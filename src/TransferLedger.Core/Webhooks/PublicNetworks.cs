using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace TransferLedger.Core.Webhooks;

/// <summary>
/// Which addresses lie in the public internet. Whoever may name an address that the server connects to must not reach what only
/// the server can reach. Source: subscribing.md; IANA's registries of special-purpose addresses.
/// </summary>
public static class PublicNetworks
{
    private static readonly ImmutableArray<(IPNetwork Network, string Kind)> Special4 =
    [
        .. Networks(
            ("0.0.0.0/8", "unspecified"),
            ("10.0.0.0/8", "private"),
            ("100.64.0.0/10", "of a carrier"),
            ("127.0.0.0/8", "loopback"),
            ("169.254.0.0/16", "link-local"),
            ("172.16.0.0/12", "private"),
            ("192.0.0.0/24", "reserved"),
            ("192.0.2.0/24", "for documentation"),
            ("192.88.99.0/24", "translated (6to4)"),
            ("192.168.0.0/16", "private"),
            ("198.18.0.0/15", "for benchmarks"),
            ("198.51.100.0/24", "for documentation"),
            ("203.0.113.0/24", "for documentation"),
            ("224.0.0.0/4", "multicast"),
            ("240.0.0.0/4", "reserved")
        ),
    ];

    private static readonly ImmutableArray<(IPNetwork Network, string Kind)> Special6 =
    [
        .. Networks(
            ("::/128", "unspecified"),
            ("::1/128", "loopback"),
            ("::/96", "mapped"),
            ("64:ff9b::/96", "translated (NAT64)"),
            ("64:ff9b:1::/48", "translated (NAT64)"),
            ("fc00::/7", "unique-local"),
            ("fe80::/10", "link-local"),
            ("fec0::/10", "site-local"),
            ("ff00::/8", "multicast"),
            ("2001:db8::/32", "for documentation"),
            ("3fff::/20", "for documentation"),
            ("2002::/16", "translated (6to4)"),
            ("2001::/32", "translated (Teredo)"),
            ("2001::/23", "reserved")
        ),
    ];

    /// <summary>The only part of IPv6 in which addresses are given out to the public.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>Of what kind an address is that is not public, as it stands in "the address is …"; null: it is public.</summary>
    public static string? WhyNot(IPAddress address)
    {
        var plain = Plain(address);
        var special = plain.AddressFamily == AddressFamily.InterNetwork ? Special4 : Special6;
        foreach (var (network, kind) in special)
        {
            if (network.Contains(plain))
            {
                return kind;
            }
        }

        return plain.AddressFamily == AddressFamily.InterNetworkV6 && !Global6.Contains(plain)
            ? "reserved"
            : null;
    }

    /// <summary>An IPv4 address that is written as an IPv6 one (<c>::ffff:127.0.0.1</c>) is what it is.</summary>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes())
        : address;

    private static IEnumerable<(IPNetwork, string)> Networks(params (string Network, string Kind)[] all) =>
        all.Select(one => (IPNetwork.Parse(one.Network), one.Kind));
}
