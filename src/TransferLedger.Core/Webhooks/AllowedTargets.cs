using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Webhooks;

/// <summary>
/// Where deliveries may go: to the public internet on ports 443 and 80, and to what whoever runs the ledger lists.
/// </summary>
/// <param name="Networks">Not public, and allowed all the same.</param>
/// <param name="Ports">Beside 443 and 80.</param>
public sealed record AllowedTargets(Sequence<IPNetwork> Networks, Sequence<int> Ports)
{
    private const int LongestUrl = 2_000;
    private static readonly ImmutableArray<int> UsualPorts = [443, 80];

    /// <summary>
    /// Reads lists with commas: <c>127.0.0.0/8, fd00::/8</c> and <c>8443</c>. Faults: <c>network.unreadable</c>, <c>port.unreadable</c>.
    /// </summary>
    public static Outcome<AllowedTargets> Read(string? networks, string? ports)
    {
        var faults = new List<Fault>();
        var read = new AllowedTargets(
            Each(networks, faults, "network.unreadable", "no network; write 10.1.0.0/16", Network),
            Each(ports, faults, "port.unreadable", "no port; write 1 to 65535", Port)
        );
        return faults.Count > 0 ? faults.ToImmutableArray() : read;
    }

    /// <summary>
    /// The address of a subscriber. Faults: <c>url.unreadable</c>, <c>url.with-password</c>, <c>url.port</c>, <c>url.not-public</c>.
    /// A name is not looked up here.
    /// </summary>
    public Outcome<Uri> Target(string text)
    {
        if (
            text.Length > LongestUrl
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || url.Host.Length == 0
            || url.Fragment.Length > 0
            || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\')
        )
        {
            return Fault.At(
                "url.unreadable",
                $"{Quote.Of(text)} is no address to deliver to. Write https://example.org/ledger, with a host and without a fragment."
            );
        }

        if (url.UserInfo.Length > 0)
        {
            return Fault.At(
                "url.with-password",
                "The address holds a user's name. Deliveries are signed; check that instead."
            );
        }

        if (WhyRefused(url.Port) is { } port)
        {
            return port;
        }

        return
            IPAddress.TryParse(url.IdnHost.TrimEnd('.'), out var address) && WhyRefused(address) is { } kind
            ? NotPublic(url.Host, address, kind)
            : url;
    }

    /// <summary>Fault <c>url.port</c>; null: it is delivered to.</summary>
    public Fault? WhyRefused(int port) =>
        UsualPorts.Contains(port) || Ports.Contains(port)
            ? null
            : Fault.At(
                "url.port",
                $"Nothing is delivered to port {port}. Use 443 or 80, or have it listed in Webhooks:AllowedPorts."
            );

    /// <summary>Of what kind an address is that is not delivered to; null: it is.</summary>
    public string? WhyRefused(IPAddress address) =>
        Networks.Any(network => network.Contains(PublicNetworks.Plain(address)))
            ? null
            : PublicNetworks.WhyNot(address);

    /// <summary>Fault <c>url.not-public</c>.</summary>
    public static Fault NotPublic(string host, IPAddress address, string kind) =>
        Fault.At(
            "url.not-public",
            $"{host} is {address}, and that address is {kind}. Name a public host, or have its network listed in Webhooks:AllowedNetworks."
        );

    private static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network : null;

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : null;

    private static Sequence<T> Each<T>(
        string? texts,
        List<Fault> faults,
        string code,
        string isNo,
        Func<string, T?> read
    )
        where T : struct
    {
        var all = new List<T>();
        foreach (
            var text in (texts ?? "").Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            if (read(text) is { } value)
            {
                all.Add(value);
            }
            else
            {
                faults.Add(Fault.At(code, $"{Quote.Of(text)} is {isNo}."));
            }
        }

        return all.ToSequence();
    }
}
