using System.Diagnostics;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Server;

/// <summary>The body of an answer, read piece by piece: whoever sends it decides neither how much is held nor how long it takes.</summary>
internal static class AnswerBody
{
    /// <summary>Of JSON, in bytes: more than the longest page of anything; also of all pages of a list together.</summary>
    public const int LongestAnswer = 256 * 1024 * 1024;

    /// <summary>Of an answer that says no, in bytes.</summary>
    public const int LongestProblem = 16 * 1024 * 1024;

    /// <summary>Slower than the slowest line that anybody reads with.</summary>
    private const double LeastBytesPerSecond = 4_096;

    private const int PieceBytes = 1 << 16;

    /// <param name="most">Bytes; an answer with more of them is refused unread.</param>
    /// <param name="patience">
    /// How long it may take, and a second more for every 4,096 bytes that came; <see cref="Timeout.InfiniteTimeSpan"/>: for ever.
    /// </param>
    /// <exception cref="HaltException">It is longer, or comes more slowly; exit code 3.</exception>
    public static async Task<byte[]> Read(
        HttpResponseMessage response,
        int most,
        TimeSpan patience,
        CancellationToken cancellation
    )
    {
        if (response.Content.Headers.ContentLength > most)
        {
            throw TooLong(response, most);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var (clock, whole, piece) = (Stopwatch.StartNew(), new MemoryStream(), new byte[PieceBytes]);
        while (true)
        {
            deadline.CancelAfter(Left(patience, whole.Length, clock.Elapsed));
            var read = await Piece(body, piece, response, whole.Length, deadline.Token, cancellation);
            if (read == 0)
            {
                return whole.ToArray();
            }

            if (whole.Length + read > most)
            {
                throw TooLong(response, most);
            }

            whole.Write(piece.AsSpan(0, read));
        }
    }

    private static TimeSpan Left(TimeSpan patience, long received, TimeSpan elapsed)
    {
        if (patience == Timeout.InfiniteTimeSpan)
        {
            return patience;
        }

        var left = patience + TimeSpan.FromSeconds(received / LeastBytesPerSecond) - elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static async Task<int> Piece(
        Stream body,
        byte[] piece,
        HttpResponseMessage response,
        long received,
        CancellationToken deadline,
        CancellationToken cancellation
    )
    {
        try
        {
            return await body.ReadAsync(piece, deadline);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw HaltException.Failed(
                "server.slow",
                $"{Asked(response)} sends its answer too slowly: {received} bytes came, and then the time was over. Look at the server's log, or try again."
            );
        }
    }

    private static HaltException TooLong(HttpResponseMessage response, int most) =>
        HaltException.Failed(
            "server.too-long",
            $"{Asked(response)} answers with more than {Phrase.Number(most)} bytes, and no TransferLedger does. Check the address, and ask whoever runs that server."
        );

    private static Uri? Asked(HttpResponseMessage response) => response.RequestMessage?.RequestUri;
}
