using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;

namespace TransferLedger.Scenarios.Http;

/// <summary><c>POST /reports/import</c>: one report a line, streamed, a refused line does not stop the rest.</summary>
public sealed class ImportTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const string LineByLine = "return=representation";
    private static readonly string[] Suppliers = ["BY", "CN", "CU", "IR", "KZ", "MM", "RS", "SY", "VE", "VN"];
    private const int LineLimit = 2 * 1024 * 1024;

    [Fact]
    public async Task The_summary_counts_the_lines_and_names_the_refused_ones()
    {
        await ledger.Client.File(Reports.Containers("sum-1", "KP-RU", "over 1"));
        var lines = string.Join(
            "\n",
            Reports.Containers("sum-1", "KP-RU", "over 1"),
            Reports.Containers("sum-2", "KP-RU", "over 2"),
            Reports.Containers("sum-3", "KP-RU", "6,5 million"),
            "not json",
            "",
            Reports.Containers("sum-1", "KP-RU", "over 9"),
            Reports.Containers("sum-4", "KP-RU", "over 4"),
            ""
        );
        var answer = await ledger.Client.Import(lines);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var summary = answer.Json;
        Assert.Equal(2, summary.Number("filed"));
        Assert.Equal(1, summary.Number("unchanged"));
        Assert.Equal(3, summary.Number("refused"));
        Assert.Equal(await ledger.LogSize() - 1, summary.Number("position"));
        Assert.True(summary.GetProperty("projected").GetBoolean());
        var refusals = summary.GetProperty("refusals").EnumerateArray().ToList();
        Assert.Equal([3L, 4L, 6L], refusals.Select(r => r.Number("line")!.Value));
        Assert.Equal(
            ["quantity.unreadable", "json.unreadable", "report.differs"],
            refusals.Select(r => r.GetProperty("errors")[0].Of("code"))
        );
        Assert.Equal("/claims/0/quantity", refusals[0].GetProperty("errors")[0].Of("pointer"));
        Assert.Equal(HttpStatusCode.OK, (await ledger.Client.Ask("/reports/sum-4")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ledger.Client.Ask("/reports/sum-3")).Status);
    }

    [Fact]
    public async Task Line_by_line_every_line_gets_its_answer_and_the_last_is_the_summary()
    {
        var lines =
            $"{Reports.Containers("line-1", "KP-RU", "over 1")}\n{{}}\n{Reports.Containers("line-1", "KP-RU", "over 1")}\n";
        var answer = await ledger.Client.Import(lines, ("Prefer", LineByLine));
        Assert.Equal("application/x-ndjson", answer.Headers["Content-Type"]);
        Assert.Equal(LineByLine, answer.Headers["Preference-Applied"]);
        var told = answer
            .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line))
            .ToList();
        Assert.Equal(["filed", "refused", "unchanged"], told.Take(3).Select(line => line.Of("result")));
        Assert.Equal("line-1", told[0].Of("report"));
        Assert.Equal(told[0].Number("position"), told[2].Number("position"));
        Assert.NotEmpty(told[1].GetProperty("errors").EnumerateArray());
        Assert.False(told[0].TryGetProperty("errors", out _));
        var summary = told[3].GetProperty("summary");
        Assert.Equal(
            (3, 1, 1, 1),
            (
                summary.Number("lines"),
                summary.Number("filed"),
                summary.Number("unchanged"),
                summary.Number("refused")
            )
        );
        Assert.False(summary.TryGetProperty("refusals", out _));
    }

    [Fact]
    public async Task The_same_report_twice_in_one_import_is_filed_once()
    {
        var size = await ledger.LogSize();
        var line = Reports.Containers("twice", "KP-RU", "over 1");
        var answer = await ledger.Client.Import($"{line}\n{line}\n");
        Assert.Equal((1, 1), (answer.Json.Number("filed"), answer.Json.Number("unchanged")));
        Assert.Equal(size + 2, await ledger.LogSize());
    }

    [Fact]
    public async Task Two_reports_under_one_id_in_one_import_file_the_first_alone()
    {
        var answer = await ledger.Client.Import(
            $"{Reports.Containers("two", "KP-RU", "over 1")}\n{Reports.Containers("two", "KP-RU", "over 2")}\n"
        );
        Assert.Equal((1, 1), (answer.Json.Number("filed"), answer.Json.Number("refused")));
        Assert.Equal(
            "report.differs",
            answer.Json.GetProperty("refusals")[0].GetProperty("errors")[0].Of("code")
        );
    }

    [Fact]
    public async Task A_last_line_without_its_end_and_lines_that_end_as_on_windows_are_read()
    {
        var answer = await ledger.Client.Import(
            $"{Reports.Containers("end-1", "KP-RU", "over 1")}\r\n{Reports.Containers("end-2", "KP-RU", "over 1")}"
        );
        Assert.Equal(
            (2, 2, 0),
            (answer.Json.Number("lines"), answer.Json.Number("filed"), answer.Json.Number("refused"))
        );
    }

    [Fact]
    public async Task An_import_of_nothing_is_answered()
    {
        var answer = await ledger.Client.Import("");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(0, answer.Json.Number("lines"));
    }

    [Fact]
    public async Task A_line_of_two_mebibytes_is_filed_and_a_longer_one_refused_without_stopping_the_rest()
    {
        var largest = Padded("fits", LineLimit);
        var tooLarge = Padded("too-large", LineLimit + 1);
        var huge = Padded("huge", 3 * LineLimit);
        var after = Reports.Containers("after", "KP-RU", "over 1");
        var answer = await ledger.Client.Import($"{largest}\n{tooLarge}\n{huge}\n{after}\n{huge}");
        Assert.Equal(
            (5, 2, 3),
            (answer.Json.Number("lines"), answer.Json.Number("filed"), answer.Json.Number("refused"))
        );
        var refusals = answer.Json.GetProperty("refusals").EnumerateArray().ToList();
        Assert.Equal([2L, 3L, 5L], refusals.Select(r => r.Number("line")!.Value));
        Assert.All(refusals, r => Assert.Equal("body.too-large", r.GetProperty("errors")[0].Of("code")));
    }

    [Fact]
    public async Task Thousands_of_lines_go_in_with_one_request()
    {
        var lines = string.Concat(
            Enumerable
                .Range(0, 2_000)
                .Select(i =>
                    Reports.Containers($"many-{i}", $"{Suppliers[i % Suppliers.Length]}-RU", $"over {i + 1}")
                    + "\n"
                )
        );
        var answer = await ledger.Client.Import(lines);
        Assert.Equal(2_000, answer.Json.Number("filed"));
        Assert.True(answer.Json.GetProperty("projected").GetBoolean());
    }

    [Fact]
    public async Task A_client_that_reads_while_it_sends_gets_each_answer_as_it_comes()
    {
        await using var wire = await Wire.Open(ledger);
        var more = $"Transfer-Encoding: chunked\r\nPrefer: {LineByLine}";
        await wire.Send(Wire.Head("/reports/import", ledger.AdminKey, "application/x-ndjson", more));
        await wire.SendChunk(Reports.Containers("wire-1", "KP-RU", "over 1") + "\n");
        await wire.ReadUntil("\"report\":\"wire-1\"");
        await wire.SendChunk(Reports.Containers("wire-2", "KP-RU", "over 1") + "\n");
        await wire.ReadUntil("\"report\":\"wire-2\"");
        await wire.Send("0\r\n\r\n");
        await wire.ReadUntil("\"summary\":{\"lines\":2,\"filed\":2");
    }

    [Fact]
    public async Task What_came_before_a_client_broke_off_is_filed()
    {
        var size = await ledger.LogSize();
        var log = ledger.Services.GetRequiredService<ILog>();
        await using (var wire = await Wire.Open(ledger))
        {
            var head = Wire.Head(
                "/reports/import",
                ledger.AdminKey,
                "application/x-ndjson",
                "Transfer-Encoding: chunked"
            );
            await wire.Send(head);
            await wire.SendChunk(Reports.Containers("broken-1", "KP-RU", "over 1") + "\n{\"id\": \"half");
            // A connection that is cut takes with it what the server has not read yet.
            await log.WaitFor(new Position(size + 1), TestContext.Current.CancellationToken);
        }

        var again = await ledger.Client.Post("/reports", Reports.Containers("broken-1", "KP-RU", "over 1"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(size + 2, await ledger.LogSize());
    }

    private static string Padded(string id, int length)
    {
        var report = Reports.Of(id, Reports.Containers());
        return report + new string(' ', length - report.Length);
    }
}
