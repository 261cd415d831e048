using System.Net;
using System.Net.Sockets;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>One connection through the proxy: requests go up and answers come down, message by message.</summary>
internal sealed class ProxiedConnection(Proxy proxy, Socket client) : IDisposable
{
    // Sync, Query, CopyData, CopyDone, CopyFail, password, Flush, Terminate: what was collected is sent on.
    private const string EndsRequest = "SQdcfpHX";
    private const string IsAnswered = "SQ";
    private const string EndsAnswer = "ZG";

    private readonly Socket server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Dictionary<string, string> statements = new(StringComparer.Ordinal);
    private volatile Armed? armed;

    // The greeting counts as one: it ends in ReadyForQuery as all others do.
    private int asked = 1;
    private int answered;

    private sealed record Armed(Trap Trap, int Request);

    public async Task Run(int port)
    {
        client.NoDelay = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, port);
            await await Task.WhenAny(PassRequests(), PassAnswers());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Either end is gone; so is the other now.
        }
    }

    /// <summary>The client sees a reset; the server sees the end of what was sent.</summary>
    public void Dispose()
    {
        client.Close(timeout: 0);
        server.Close();
    }

    private async Task PassRequests()
    {
        var request = new List<Message>();
        var next = await Message.Read(client, isTyped: false);
        while (next is { } message)
        {
            request.Add(message);
            if (message.Type == Message.Untyped || EndsRequest.Contains(message.Type))
            {
                if (!await Pass(request))
                {
                    return;
                }

                request.Clear();
            }

            next = await Message.Read(client, isTyped: true);
        }
    }

    /// <summary>False: the connection is to be cut.</summary>
    private async Task<bool> Pass(List<Message> request)
    {
        var trap = proxy.TrapFor(Sql(request));
        asked += IsAnswered.Contains(request[^1].Type) ? 1 : 0;
        switch (trap?.Place)
        {
            case Place.BeforeTheRequest:
                await trap.Spring();
                break;
            case Place.InTheRequest:
                await SendMost(request);
                await trap.Spring();
                return false;
            case Place.BeforeTheAnswer or Place.InTheAnswer:
                armed = new Armed(trap, asked);
                break;
        }

        if (trap is { Place: Place.BeforeTheRequest, GoesOn: false })
        {
            return false;
        }

        await Send(server, request);
        if (trap?.Place is Place.AfterTheRequest)
        {
            await trap.Spring();
        }

        return trap is not { Place: Place.AfterTheRequest, GoesOn: false };
    }

    private async Task PassAnswers()
    {
        var held = new List<Message>();
        while (await Message.Read(server, isTyped: true) is { } message)
        {
            held.Add(message);
            if (armed is { } now && answered + 1 == now.Request)
            {
                if (!EndsAnswer.Contains(message.Type))
                {
                    continue;
                }

                armed = null;
                if (!await Spring(now.Trap, held))
                {
                    return;
                }
            }

            answered += message.Type == 'Z' ? 1 : 0;
            await Send(client, held);
            held.Clear();
        }
    }

    /// <summary>False: the connection is to be cut. What has been passed on is taken out of the answer.</summary>
    private async Task<bool> Spring(Trap trap, List<Message> answer)
    {
        if (trap.Place == Place.InTheAnswer)
        {
            await Send(client, answer[..^1]);
            answer.RemoveRange(0, answer.Count - 1);
        }

        await trap.Spring();
        return trap.GoesOn;
    }

    /// <summary>All statements but the last, and half of the bytes of what is left.</summary>
    private async Task SendMost(List<Message> request)
    {
        var last = Math.Max(0, request.FindLastIndex(m => m.Type == 'B'));
        await Send(server, request[..last]);
        var rest = request[last..].SelectMany(m => m.Bytes).ToArray();
        await server.SendAsync(rest.AsMemory(0, rest.Length / 2));
    }

    private static async Task Send(Socket to, List<Message> messages)
    {
        var bytes = messages.SelectMany(m => m.Bytes).ToArray();
        for (var sent = 0; sent < bytes.Length; )
        {
            sent += await to.SendAsync(bytes.AsMemory(sent));
        }
    }

    /// <summary>The statements that the request runs, and <c>copy data</c> and <c>copy done</c> for what has no statement.</summary>
    private string Sql(List<Message> request)
    {
        var sql = new List<string>();
        foreach (var message in request)
        {
            switch (message.Type)
            {
                case 'P':
                    var (name, text) = message.Strings();
                    statements[name] = text;
                    break;
                case 'B':
                    sql.Add(statements.GetValueOrDefault(message.Strings().Second, ""));
                    break;
                case 'Q':
                    sql.Add(message.Text());
                    break;
                case 'd' or 'c':
                    sql.Add(message.Type == 'd' ? "copy data" : "copy done");
                    break;
            }
        }

        return string.Join(";\n", sql);
    }
}
