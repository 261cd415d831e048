using System.Net;
using System.Net.Sockets;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Webhooks;

namespace TransferLedger.Server.Subscriptions;

/// <summary>
/// Keeps deliveries within what is public, or allowed. A name may be looked up to another address at every time, so what counts
/// is the address that is connected to: it is looked up once, checked, and connected to, without asking again in between.
/// </summary>
internal sealed class TargetGuard(WebhookSettings settings, INames names)
{
    /// <summary>
    /// Whether an address can be subscribed: as <see cref="AllowedTargets.Target"/>, and its host exists and is allowed. Faults beside
    /// those: <c>url.unknown-host</c>.
    /// </summary>
    public async Task<Fault?> WhyNot(Uri url, CancellationToken cancellation)
    {
        try
        {
            await Checked(url.IdnHost, cancellation);
            return null;
        }
        catch (SocketException e)
        {
            return Fault.At(
                "url.unknown-host",
                $"{url.Host} cannot be found: {e.Message.TrimEnd('.')}. Check its name."
            );
        }
        catch (TargetRefusedException refused)
        {
            return refused.Fault;
        }
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> Connect(
        SocketsHttpConnectionContext context,
        CancellationToken cancellation
    )
    {
        if (settings.Allowed.WhyRefused(context.DnsEndPoint.Port) is { } refused)
        {
            // It was allowed when it was subscribed.
            throw new TargetRefusedException(refused);
        }

        var addresses = await Checked(context.DnsEndPoint.Host, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>All addresses of a host: one that is not allowed refuses them all, since the next look-up may give it alone.</summary>
    private async Task<IPAddress[]> Checked(string host, CancellationToken cancellation)
    {
        var addresses = await names.Of(host, cancellation);
        foreach (var address in addresses)
        {
            if (settings.Allowed.WhyRefused(address) is { } kind)
            {
                throw new TargetRefusedException(AllowedTargets.NotPublic(host, address, kind));
            }
        }

        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }
}

/// <summary>A host has an address that is not delivered to.</summary>
internal sealed class TargetRefusedException(Fault fault) : Exception(fault.Says)
{
    public Fault Fault => fault;
}
