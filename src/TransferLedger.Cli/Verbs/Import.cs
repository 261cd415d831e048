using System.Buffers;
using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Reports;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>import</c>: files every report of a file; a refused one does not stop the rest.</summary>
internal sealed class Import : ServerVerb
{
    private readonly Argument<string> file = new("file")
    {
        Description = "One report a line (NDJSON), or a single report. - reads standard input.",
    };

    public Import()
        : base(
            "import",
            "File reports from a file. Sending the same file again is safe: what is there already counts as unchanged."
        ) => Arguments.Add(file);

    // A batch takes as long as it takes.
    protected override ServerClient Connect(ServerAddress address) => ServerClient.Patient(address);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        await using var reports = ReportsFile.Open(given.GetRequiredValue(file));
        using var progress = new ProgressLine(TimeProvider.System);
        var tally = new ImportTally();
        try
        {
            await foreach (var batch in reports.Batches(cancellation))
            {
                await foreach (var line in Send(server, batch, tally, cancellation))
                {
                    Show(line, reports, tally, progress, output);
                }
            }

            await tally.AwaitAll();
        }
        catch (HaltException halt) when (tally.Lines > 0)
        {
            progress.Clear();
            throw new HaltException(halt.ExitCode, [.. halt.Complaints, tally.HowToGoOn(reports.Name)]);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && tally.Lines > 0)
        {
            progress.Clear();
            output.Remark(tally.HowToGoOn(reports.Name).Says);
            throw;
        }

        progress.Clear();
        Conclude(reports.Name, tally, output);
        return tally.ExitCode;
    }

    private static async IAsyncEnumerable<(ReportLine Line, JsonObject Answer)> Send(
        ServerClient server,
        IReadOnlyList<ReportLine> batch,
        ImportTally tally,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        if (batch is [var single] && single.Json.Span.Contains((byte)'\n'))
        {
            yield return (single, await SendSingle(server, single, tally, cancellation));
            yield break;
        }

        var lines = new ArrayBufferWriter<byte>();
        foreach (var report in batch)
        {
            lines.Write(report.Json.Span);
            lines.Write("\n"u8);
        }

        var answers = server.Import(lines.WrittenMemory, cancellation).GetAsyncEnumerator(cancellation);
        var isAnswered = false;
        try
        {
            for (var answered = 0; answered < batch.Count; answered++)
            {
                var answer = await Next(answers);
                var line = batch[(int)answer["line"]! - 1];
                answer["line"] = line.Number;
                tally.Add(answer);
                yield return (line, answer);
            }

            isAnswered = true;
        }
        finally
        {
            if (!isAnswered)
            {
                await answers.DisposeAsync();
            }
        }

        // The server holds its summary back until the batch can be read. The next batch need not wait for that.
        await tally.Await(Summary(answers));
    }

    private static async Task<bool> Summary(IAsyncEnumerator<JsonObject> answers)
    {
        await using (answers)
        {
            var last = await Next(answers);
            return (bool?)last["summary"]?["projected"] ?? true;
        }
    }

    private static async Task<JsonObject> Next(IAsyncEnumerator<JsonObject> answers) =>
        await answers.MoveNextAsync()
            ? answers.Current
            : throw HaltException.Failed(
                "server.broke-off",
                "The server broke off in the middle of its answer. Look at its log."
            );

    /// <summary>A report over several lines, as if it had been one.</summary>
    private static async Task<JsonObject> SendSingle(
        ServerClient server,
        ReportLine report,
        ImportTally tally,
        CancellationToken cancellation
    )
    {
        var verdict = await server.PostReport("reports", report.Json, cancellation);
        var answer = new JsonObject { ["line"] = report.Number };
        if (verdict.Accepted is { } accepted)
        {
            var filed = accepted.AsNode();
            answer["result"] = verdict.Status == System.Net.HttpStatusCode.Created ? "filed" : "unchanged";
            answer["report"] = (string?)filed["report"];
            answer["position"] = (long?)filed["position"];
            await tally.Await(Task.FromResult((bool?)filed["projected"] ?? true));
        }
        else
        {
            answer["result"] = "refused";
            answer["errors"] = new JsonArray([.. verdict.Complaints.Select(Error)]);
        }

        tally.Add(answer);
        return answer;
    }

    private static JsonObject Error(Complaint complaint) =>
        new()
        {
            ["pointer"] = complaint.Pointer,
            ["code"] = complaint.Code,
            ["detail"] = complaint.Says,
        };

    private static void Show(
        (ReportLine Line, JsonObject Answer) one,
        ReportsFile reports,
        ImportTally tally,
        ProgressLine progress,
        Output output
    )
    {
        if (output.IsJson)
        {
            output.Document(one.Answer);
        }
        else if (one.Answer["errors"] is JsonArray errors)
        {
            progress.Clear();
            output.Complain([
                .. errors.Select(error => Complaint(reports.Name, one.Line, error!.AsObject())),
            ]);
        }

        progress.Show(() =>
            reports.PercentRead is { } percent
                ? $"{reports.Name}: {percent}%, {tally}"
                : $"{reports.Name}: {tally}"
        );
    }

    private static Complaint Complaint(string name, ReportLine line, JsonObject error)
    {
        var pointer = (string?)error["pointer"] ?? "";
        return new Complaint(
            $"{name}:{line.LineOf(pointer)}",
            (string)error["code"]!,
            pointer,
            (string)error["detail"]!
        );
    }

    private static void Conclude(string name, ImportTally tally, Output output)
    {
        if (output.IsJson)
        {
            output.Document(new { Summary = tally.AsDocument() });
            return;
        }

        output.Line($"{name}: {tally}.");
        if (!tally.IsProjected)
        {
            output.Remark("All of it is safe in the ledger; the figures are still catching up with it.");
        }
    }
}
