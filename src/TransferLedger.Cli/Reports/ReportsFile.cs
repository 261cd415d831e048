using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TransferLedger.Cli.Frame;
using TransferLedger.Core.Filing;

namespace TransferLedger.Cli.Reports;

/// <summary>
/// A file of reports: one JSON object a line, or a single report written over several lines. <c>-</c> is standard input.
/// </summary>
internal sealed class ReportsFile : IAsyncDisposable
{
    /// <summary>Reports of one batch.</summary>
    private const int BatchReports = 4_096;

    /// <summary>Bytes of one batch, unless a single report has more: the server takes as many without being read from.</summary>
    private const int BatchBytes = 768 * 1024;

    /// <summary>How long a slow source is waited for before what has come is handed on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly Stream stream;
    private readonly PipeReader pipe;
    private long lines;

    private ReportsFile(string name, Stream stream)
    {
        (Name, this.stream) = (name, stream);
        pipe = PipeReader.Create(stream);
    }

    /// <summary>As it stands before the line in a complaint.</summary>
    public string Name { get; }

    /// <summary>How much of it has been read, in percent; null where its length is not known.</summary>
    public long? PercentRead =>
        stream.CanSeek && stream.Length > 0 ? Math.Min(100, stream.Position * 100 / stream.Length) : null;

    public static ReportsFile Open(string path)
    {
        if (path == "-")
        {
            return new ReportsFile("-", Console.OpenStandardInput());
        }

        try
        {
            return new ReportsFile(path, File.OpenRead(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong("file.unreadable", $"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>All reports in batches, in order; blank lines are passed over.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ReportLine>> Batches(
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await SkipByteOrderMark(cancellation);
        if (await ReadSingleReport(cancellation) is { } single)
        {
            yield return [single];
            yield break;
        }

        var batch = new List<ReportLine>();
        var bytes = 0;
        while (true)
        {
            var reading = pipe.ReadAsync(cancellation).AsTask();
            if (batch.Count > 0 && await Task.WhenAny(reading, Task.Delay(Patience, cancellation)) != reading)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            var read = await reading;
            var rest = read.Buffer;
            while (TakeLine(ref rest, read.IsCompleted) is { } line)
            {
                if (batch.Count > 0 && (batch.Count == BatchReports || bytes + line.Json.Length > BatchBytes))
                {
                    yield return batch;
                    (batch, bytes) = ([], 0);
                }

                batch.Add(line);
                bytes += line.Json.Length;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                break;
            }

            if (rest.Length > Limits.BodyBytes)
            {
                batch.Add(await CutLongLine(cancellation));
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await pipe.CompleteAsync();
        await stream.DisposeAsync();
    }

    /// <summary>The next line that is not blank; null where no whole one is there.</summary>
    private ReportLine? TakeLine(ref ReadOnlySequence<byte> rest, bool isAll)
    {
        while (true)
        {
            var end = rest.PositionOf((byte)'\n');
            if (end is null && (!isAll || rest.IsEmpty))
            {
                return null;
            }

            var line = rest.Slice(rest.Start, end ?? rest.End).ToArray();
            rest = rest.Slice(end is { } newline ? rest.GetPosition(1, newline) : rest.End);
            lines++;
            if (!IsBlank(line))
            {
                return new ReportLine(lines, line);
            }
        }
    }

    /// <summary>One byte more than a report may have is enough for the server to refuse it; the rest is read past.</summary>
    private async Task<ReportLine> CutLongLine(CancellationToken cancellation)
    {
        ReadOnlyMemory<byte>? cut = null;
        lines++;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            cut ??= read.Buffer.Slice(0, Limits.BodyBytes + 1).ToArray();
            var end = read.Buffer.PositionOf((byte)'\n');
            pipe.AdvanceTo(end is { } newline ? read.Buffer.GetPosition(1, newline) : read.Buffer.End);
            if (end is not null || read.IsCompleted)
            {
                return new ReportLine(lines, cut.Value);
            }
        }
    }

    /// <summary>
    /// Not null: the file is one report over several lines. Its first line is an unfinished JSON value and its second is not
    /// a whole object, as it would be below a broken line of many.
    /// </summary>
    private async Task<ReportLine?> ReadSingleReport(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var isAll = read.IsCompleted || read.Buffer.Length > Limits.BodyBytes;
            var starts = FirstTwo(read.Buffer, read.IsCompleted);
            var isSingle = starts is [var first, var second] && IsUnfinished(first) && !IsWholeObject(second);
            var isDecided = starts.Count == 2 || isAll || (starts is [var only] && !IsUnfinished(only));
            if (isSingle && isAll)
            {
                var length = Math.Min(read.Buffer.Length, Limits.BodyBytes + 1);
                var report = read.Buffer.Slice(0, length).ToArray();
                pipe.AdvanceTo(read.Buffer.End);
                return new ReportLine(1, report);
            }

            pipe.AdvanceTo(read.Buffer.Start, isDecided && !isSingle ? read.Buffer.Start : read.Buffer.End);
            if (isDecided && !isSingle)
            {
                return null;
            }
        }
    }

    private static List<byte[]> FirstTwo(ReadOnlySequence<byte> buffer, bool isAll)
    {
        var found = new List<byte[]>();
        while (found.Count < 2 && !buffer.IsEmpty)
        {
            var end = buffer.PositionOf((byte)'\n');
            if (end is null && !isAll)
            {
                break;
            }

            var line = buffer.Slice(buffer.Start, end ?? buffer.End).ToArray();
            buffer = buffer.Slice(end is { } newline ? buffer.GetPosition(1, newline) : buffer.End);
            if (!IsBlank(line))
            {
                found.Add(line);
            }
        }

        return found;
    }

    private async Task SkipByteOrderMark(CancellationToken cancellation)
    {
        var read = await pipe.ReadAtLeastAsync(ByteOrderMark.Length, cancellation);
        var isMarked =
            read.Buffer.Length >= ByteOrderMark.Length
            && read.Buffer.Slice(0, ByteOrderMark.Length).ToArray().AsSpan().SequenceEqual(ByteOrderMark);
        pipe.AdvanceTo(read.Buffer.GetPosition(isMarked ? ByteOrderMark.Length : 0));
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;

    private static bool IsUnfinished(byte[] line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: false, state: default);
            return !(reader.Read() && reader.TrySkip());
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsWholeObject(byte[] line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: false, state: default);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
