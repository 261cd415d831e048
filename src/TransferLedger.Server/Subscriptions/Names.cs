using System.Net;

namespace TransferLedger.Server.Subscriptions;

/// <summary>Looks names of hosts up.</summary>
internal interface INames
{
    /// <summary>The addresses of a host; an address that is written as one is itself.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such name.</exception>
    Task<IPAddress[]> Of(string host, CancellationToken cancellation);
}

/// <summary>As this machine looks them up.</summary>
internal sealed class SystemNames : INames
{
    public Task<IPAddress[]> Of(string host, CancellationToken cancellation) =>
        Dns.GetHostAddressesAsync(host, cancellation);
}
