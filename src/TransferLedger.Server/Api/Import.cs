using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Filing;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>POST /reports/import</c>: NDJSON, one report a line, streamed. A refused line does not stop the rest, and what is
/// answered is durable.
/// </summary>
internal static class Import
{
    /// <summary>Reports of one append.</summary>
    private const int BatchReports = 512;

    /// <summary>Bytes of one append, so that large reports do not pile up in memory.</summary>
    private const int BatchBytes = 4 * 1024 * 1024;

    /// <summary>Refused lines that a summary lists; the others are only counted.</summary>
    private const int MostRefusals = 1_000;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/reports/import", Handle)
            .For(Role.Filer)
            .Takes()
            .WithSummary("File many reports, one JSON object a line")
            .Accepts<ReportInput>("application/x-ndjson")
            .Produces<ImportSummary>();

    private static async Task<IResult> Handle(
        HttpContext http,
        FilingDesk desk,
        CancellationToken cancellation
    )
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        // Whoever sends lines as they come up may pause between them.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        var lineByLine = http
            .Request.Headers["Prefer"]
            .Any(p => p?.Contains("return=representation", StringComparison.OrdinalIgnoreCase) == true);
        var import = new Running(desk, http.Holder().Name, lineByLine ? http.Response : null);
        if (lineByLine)
        {
            http.Response.ContentType = "application/x-ndjson";
            http.Response.Headers["Preference-Applied"] = "return=representation";
        }

        await import.Run(http.Request.BodyReader, cancellation);
        var summary = await import.Summary(cancellation);
        if (!lineByLine)
        {
            return TypedResults.Ok(summary);
        }

        await import.Write(new { Summary = summary with { Refusals = null } }, cancellation);
        return TypedResults.Empty;
    }

    /// <summary>One import on its way.</summary>
    private sealed class Running(FilingDesk desk, string by, HttpResponse? lineByLine)
    {
        private List<ImportLine> batch = [];
        private Task writing = Task.CompletedTask;
        private readonly List<RefusalBody> refusals = [];
        private long batchBytes;
        private long lines;
        private long filed;
        private long unchanged;
        private long refused;
        private Position? last;
        private bool insideLongLine;

        public async Task Run(PipeReader body, CancellationToken cancellation)
        {
            try
            {
                while (await Next(body, cancellation) is { } read)
                {
                    var buffer = read.Buffer;
                    while (TakeLine(ref buffer, read.IsCompleted, out var line))
                    {
                        await Add(line, cancellation);
                    }

                    if (buffer.Length > Limits.BodyBytes)
                    {
                        TakeLongLine();
                        buffer = buffer.Slice(buffer.End);
                    }

                    body.AdvanceTo(buffer.Start, buffer.End);
                    if (read.IsCompleted)
                    {
                        break;
                    }
                }

                await Flush(cancellation);
            }
            finally
            {
                await writing;
            }
        }

        /// <summary>
        /// What comes next; null where the sender broke off. What has come is filed before more is waited for, so that a
        /// slow sender gets answers too.
        /// </summary>
        private async Task<ReadResult?> Next(PipeReader body, CancellationToken cancellation)
        {
            try
            {
                if (body.TryRead(out var there))
                {
                    return there;
                }

                await Flush(cancellation);
                return await body.ReadAsync(cancellation);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                return null;
            }
        }

        public async Task<ImportSummary> Summary(CancellationToken cancellation) =>
            new(
                lines,
                filed,
                unchanged,
                refused,
                last?.Value,
                last is not { } position || await desk.IsProjected(position, cancellation),
                refusals
            );

        public async Task Write<T>(T body, CancellationToken cancellation)
        {
            if (lineByLine is not null && !cancellation.IsCancellationRequested)
            {
                await JsonSerializer.SerializeAsync(lineByLine.Body, body, AnswerJson.Options, cancellation);
                await lineByLine.Body.WriteAsync("\n"u8.ToArray(), cancellation);
            }
        }

        private async Task Add(ReadOnlyMemory<byte> line, CancellationToken cancellation)
        {
            if (insideLongLine)
            {
                insideLongLine = false;
                return;
            }

            lines++;
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                return;
            }

            batch.Add(new ImportLine(lines, line));
            batchBytes += line.Length;
            if (batch.Count >= BatchReports || batchBytes >= BatchBytes)
            {
                await Flush(cancellation);
            }
        }

        /// <summary>Reads the lines that have come, on all cores, while those before them are written.</summary>
        private async Task Flush(CancellationToken cancellation)
        {
            if (batch.Count == 0)
            {
                return;
            }

            var (come, drafts) = (batch, new Outcome<ReportDraft>[batch.Count]);
            (batch, batchBytes) = ([], 0);
            Parallel.For(0, come.Count, n => drafts[n] = come[n].Read(desk.Today));
            try
            {
                await writing;
            }
            finally
            {
                writing = File(come, drafts, cancellation);
            }
        }

        private async Task File(
            List<ImportLine> come,
            Outcome<ReportDraft>[] drafts,
            CancellationToken cancellation
        )
        {
            var good = drafts.Where(draft => draft.IsOk).Select(draft => draft.Value).ToList();
            var results = new Queue<Filed>(
                // Lines that have come are filed, whether or not the sender waits for the answer.
                good.Count == 0
                    ? []
                    : await desk.FileMany(good, by, CancellationToken.None)
            );
            foreach (var (line, draft) in come.Zip(drafts))
            {
                await Answer(line.Number, draft, draft.IsOk ? results.Dequeue() : null, cancellation);
            }

            if (lineByLine is not null && !cancellation.IsCancellationRequested)
            {
                await lineByLine.Body.FlushAsync(cancellation);
            }
        }

        private Task Answer(
            long line,
            Outcome<ReportDraft> draft,
            Filed? result,
            CancellationToken cancellation
        ) =>
            result switch
            {
                null => Refuse(line, report: null, draft.Faults, cancellation),
                Filed.New written => Accept(
                    line,
                    "filed",
                    written.Report,
                    written.Last,
                    ref filed,
                    cancellation
                ),
                Filed.Unchanged there => Accept(
                    line,
                    "unchanged",
                    there.Report,
                    there.Last,
                    ref unchanged,
                    cancellation
                ),
                Filed.Differs differs => Refuse(
                    line,
                    differs.Report,
                    [Fault.At("report.differs", PostReport.Differs(differs))],
                    cancellation
                ),
                Filed.Refused wrong => Refuse(line, wrong.Report, wrong.Faults, cancellation),
                Filed.Busy busy => Refuse(
                    line,
                    busy.Report,
                    [Fault.At("log.busy", "Too many reports wait to be written. Send this line again.")],
                    cancellation
                ),
                Filed.Stopped stopped => Refuse(
                    line,
                    stopped.Report,
                    [Fault.At("log.stopped", $"This node has stopped writing: {stopped.Why}.")],
                    cancellation
                ),
                _ => throw new System.Diagnostics.UnreachableException($"{result}"),
            };

        private Task Accept(
            long line,
            string how,
            ReportFiled report,
            Position position,
            ref long count,
            CancellationToken cancellation
        )
        {
            count++;
            last = last is { } before && before > position ? before : position;
            return Write(
                new LineBody(line, how, report.Report.Text, position.Value, Errors: null),
                cancellation
            );
        }

        private Task Refuse(
            long line,
            ReportFiled? report,
            IReadOnlyList<Fault> faults,
            CancellationToken cancellation
        )
        {
            refused++;
            var errors = faults.Select(FaultBody.Of).ToList();
            if (lineByLine is null && refusals.Count < MostRefusals)
            {
                refusals.Add(new RefusalBody(line, report?.Report.Text, errors));
            }

            return Write(
                new LineBody(line, "refused", report?.Report.Text, Position: null, errors),
                cancellation
            );
        }

        /// <summary>Cuts the next line off; the last one may lack its end.</summary>
        private static bool TakeLine(
            ref ReadOnlySequence<byte> buffer,
            bool isCompleted,
            out ReadOnlyMemory<byte> line
        )
        {
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                line = buffer.Slice(0, end).ToArray();
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                return true;
            }

            line = isCompleted ? buffer.ToArray() : default;
            if (!isCompleted || line.IsEmpty)
            {
                return false;
            }

            buffer = buffer.Slice(buffer.End);
            return true;
        }

        /// <summary>A line over the limit is refused without being kept; its rest, up to its end, is read past.</summary>
        private void TakeLongLine()
        {
            if (!insideLongLine)
            {
                lines++;
                batch.Add(new ImportLine(lines, Text: null));
                insideLongLine = true;
            }
        }
    }
}

/// <summary>A line as it came.</summary>
/// <param name="Text">Null: it was too long to be kept.</param>
internal readonly record struct ImportLine(long Number, ReadOnlyMemory<byte>? Text)
{
    public Outcome<ReportDraft> Read(DateOnly today) =>
        Text is { } text
            ? ReportReader.Read(text, today)
            : Fault.At("body.too-large", $"A line has at most {Limits.BodyBytes:N0} bytes.");
}

/// <summary>What became of one line.</summary>
public sealed record LineBody(
    long Line,
    string Result,
    string? Report,
    long? Position,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FaultBody>? Errors
);

/// <summary>What became of an import.</summary>
/// <param name="Position">Of the last entry written or found; null if there is none.</param>
/// <param name="Refusals">The first thousand refused lines.</param>
public sealed record ImportSummary(
    long Lines,
    long Filed,
    long Unchanged,
    long Refused,
    long? Position,
    bool Projected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<RefusalBody>? Refusals
);

public sealed record RefusalBody(long Line, string? Report, IReadOnlyList<FaultBody> Errors);
