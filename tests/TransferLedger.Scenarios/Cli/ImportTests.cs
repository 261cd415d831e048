using System.Text.Json;

namespace TransferLedger.Scenarios.Cli;

public sealed class ImportTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private Tool Tool => Tool.For(ledger);

    [Fact]
    public async Task A_file_is_filed_and_the_same_file_again_changes_nothing()
    {
        using var file = new ScratchFile($"{Reports.Good("again-1")}\n{Reports.Good("again-2")}\n");
        var first = await Tool.Run("import", file.Path);
        var second = await Tool.Run("import", file.Path);
        Assert.Equal((0, $"{file.Path}: 2 filed, 0 unchanged, 0 refused.\n"), (first.ExitCode, first.Out));
        Assert.Equal((0, $"{file.Path}: 0 filed, 2 unchanged, 0 refused.\n"), (second.ExitCode, second.Out));
    }

    [Fact]
    public async Task Refused_lines_are_named_and_do_not_stop_the_rest()
    {
        using var file = new ScratchFile(
            $"{Reports.Good("rest-1")}\n\n{Reports.Bad("rest-2")}\n{Reports.Good("rest-3")}"
        );
        var run = await Tool.Run("import", file.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"{file.Path}: 2 filed, 0 unchanged, 1 refused.\n", run.Out);
        Assert.Contains(
            $"""
            {file.Path}:3: item.unknown
              /claims/0/item: "uav-one-way" is no item of the list.
              Did you mean uav-one-way-attack?
            {file.Path}:3: quantity.unreadable
              /claims/0/quantity: "6,5 million"
            """,
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_report_over_several_lines_is_one_report()
    {
        var report = Reports.BadOverSeveralLines("several").Replace("6,5", "6.5", StringComparison.Ordinal);
        var run = await Tool.RunWith(report, "import", "-");
        Assert.Equal((0, "-: 1 filed, 0 unchanged, 0 refused.\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task A_fault_of_a_report_over_several_lines_is_placed_on_its_line()
    {
        using var file = new ScratchFile(Reports.BadOverSeveralLines("placed"), ".json");
        var run = await Tool.Run("import", file.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{file.Path}:8: quantity.unreadable", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_first_line_is_one_refused_line()
    {
        var run = await Tool.RunWith(
            $"{{\"id\":\"broken\",\n{Reports.Good("below-broken")}\n",
            "import",
            "-"
        );
        Assert.Equal((2, "-: 1 filed, 0 unchanged, 1 refused.\n"), (run.ExitCode, run.Out));
        Assert.StartsWith("-:1: json.unreadable", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        using var file = new ScratchFile("\uFEFF" + Reports.Good("marked"));
        var run = await Tool.Run("import", file.Path);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Programs_get_every_line_and_a_summary_under_the_numbers_of_the_file()
    {
        // More than one batch, with a blank line before the last.
        var reports = Enumerable.Range(1, 4_100).Select(i => Reports.Good($"many-{i}")).ToList();
        using var file = new ScratchFile($"{string.Join('\n', reports)}\n\n{Reports.Bad("many-bad")}\n");
        var run = await Tool.Run("import", file.Path, "--json");
        var lines = run.Lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(
            [.. Enumerable.Range(1, 4_100), 4_102],
            lines.SkipLast(1).Select(line => line.GetProperty("line").GetInt32())
        );
        var summary = lines[^1].GetProperty("summary");
        Assert.Equal(4_100, summary.GetProperty("filed").GetInt32());
        Assert.Equal(1, summary.GetProperty("refused").GetInt32());
    }

    [Fact]
    public async Task A_line_over_the_limit_is_refused_and_the_rest_is_filed()
    {
        var long1 = Reports.Good("too-long", new string('x', 2 * 1024 * 1024));
        var run = await Tool.RunWith($"{long1}\n{Reports.Good("after-long")}\n", "import", "-");
        Assert.Equal((2, "-: 1 filed, 0 unchanged, 1 refused.\n"), (run.ExitCode, run.Out));
        Assert.Contains("-:1: body.too-large", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_filed()
    {
        var nobody = new Tool(("TRANSFERLEDGER_URL", ledger.Url));
        var run = await nobody.RunWith(Reports.Good("no-key"), "import", "-");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("key.missing", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Tool.Run("report", "no-key")).ExitCode);
    }

    [Fact]
    public async Task An_empty_file_is_fine()
    {
        var run = await Tool.RunWith("", "import", "-");
        Assert.Equal((0, "-: 0 filed, 0 unchanged, 0 refused.\n"), (run.ExitCode, run.Out));
    }
}
