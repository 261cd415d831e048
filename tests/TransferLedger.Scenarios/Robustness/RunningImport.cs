using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>
/// An import whose answers are read while it is still being sent. Over a bare socket: HttpClient reads nothing before it has
/// sent all. HTTP/1.0, so that the answer comes without chunks and ends with the connection.
/// </summary>
internal sealed class RunningImport : IAsyncDisposable
{
    private readonly TcpClient connection;
    private readonly StreamReader answers;
    private readonly Task sending;

    private RunningImport(TcpClient connection, StreamReader answers, Task sending) =>
        (this.connection, this.answers, this.sending) = (connection, answers, sending);

    public static async Task<RunningImport> Start(
        Uri server,
        string key,
        byte[] reports,
        CancellationToken cancellation
    )
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, cancellation);
        var stream = connection.GetStream();
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /reports/import HTTP/1.0\r\nHost: {server.Authority}\r\nAuthorization: Bearer {key}\r\n"
                + $"Content-Type: application/x-ndjson\r\nPrefer: return=representation\r\nContent-Length: {reports.Length}\r\n\r\n"
        );
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellation);
        var sending = stream.WriteAsync(reports, cancellation).AsTask();
        return new RunningImport(connection, new StreamReader(stream), sending);
    }

    /// <summary>The line-by-line answers, as they come; they end where the server ends or dies.</summary>
    public async IAsyncEnumerable<JsonElement> Answers()
    {
        var inBody = false;
        while (await NextLine() is { } line)
        {
            if (inBody && line.EndsWith('}'))
            {
                yield return JsonElement.Parse(line);
            }

            inBody |= line.Length == 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        answers.Dispose();
        connection.Dispose();
        try
        {
            await sending;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The server died before it had read all; that is what these tests are about.
        }
    }

    private async Task<string?> NextLine()
    {
        try
        {
            return await answers.ReadLineAsync(TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
