using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>One message of PostgreSQL's protocol with its bytes as they came; the first of a connection has no type.</summary>
internal readonly record struct Message(char Type, byte[] Bytes)
{
    public const char Untyped = '\0';
    private const int Header = 5;

    /// <summary>The strings at its beginning: name and text of a Parse, portal and statement of a Bind.</summary>
    public (string First, string Second) Strings()
    {
        var body = Bytes.AsSpan(Header);
        var first = body[..body.IndexOf((byte)0)];
        body = body[(first.Length + 1)..];
        return (Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(body[..body.IndexOf((byte)0)]));
    }

    /// <summary>The one string of a simple query.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes.AsSpan(Header).TrimEnd((byte)0));

    /// <summary>Null at the end of the connection.</summary>
    public static async Task<Message?> Read(Socket from, bool isTyped)
    {
        var header = new byte[isTyped ? Header : Header - 1];
        if (!await Fill(from, header))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(isTyped ? 1 : 0));
        var bytes = new byte[length + (isTyped ? 1 : 0)];
        header.CopyTo(bytes, 0);
        return await Fill(from, bytes.AsMemory(header.Length))
            ? new Message(isTyped ? (char)header[0] : Untyped, bytes)
            : null;
    }

    private static async Task<bool> Fill(Socket from, Memory<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var read = await from.ReceiveAsync(buffer);
            if (read == 0)
            {
                return false;
            }

            buffer = buffer[read..];
        }

        return true;
    }
}
