using Npgsql;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Cli;

/// <summary>Quotes are carried to a database that has the log of this ledger and none of its quotes, as after a restore.</summary>
public sealed class ExcerptsTests(RunningLedger ledger, LedgerServer postgres)
    : IClassFixture<RunningLedger>,
        IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tl-excerpts-").FullName;

    private string Exported => Path.Combine(folder, "quotes.ndjson");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Quotes_that_are_carried_over_read_as_before_and_importing_again_changes_nothing()
    {
        await File("carried", "“exact” \\ words\n\tof many – 1,000");
        var export = await (await Here()).Run("excerpts", "export", Exported);
        Assert.Equal(0, export.ExitCode);
        Assert.StartsWith($"{Exported}: ", export.Out, StringComparison.Ordinal);
        var restored = await Restored();

        var import = await restored.Run("excerpts", "import", Exported, "--json");
        var again = await restored.Run("excerpts", "import", Exported, "--json");

        var quotes = await Quotes(ledger.Database);
        Assert.Equal(quotes, await Quotes(Name(restored)));
        Assert.Equal((0, quotes.Count), (import.ExitCode, import.Json.GetProperty("imported").GetInt32()));
        Assert.Equal((0, quotes.Count), (again.ExitCode, again.Json.GetProperty("there").GetInt32()));
    }

    [Fact]
    public async Task Only_its_owner_can_read_an_export_and_none_takes_the_place_of_a_file()
    {
        await (await Here()).Run("excerpts", "export", Exported);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                System.IO.File.GetUnixFileMode(Exported)
            );
        }

        var again = await (await Here()).Run("excerpts", "export", Exported);

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("file.exists", again.Error, StringComparison.Ordinal);
        Assert.Equal([Exported], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task What_was_erased_is_not_exported_and_no_import_brings_it_back()
    {
        await File("erased-later", "words that go");
        await File("half-erased", "words that are to go");
        await (await Here()).Run("excerpts", "export", Exported);
        await ledger.Client.Erase("erased-later#1");
        await ledger.BeginErasure("half-erased#1");
        var restored = await Restored();

        var import = await restored.Run("excerpts", "import", Exported, "--json");
        var here = await (await Here()).Run("excerpts", "import", Exported, "--json");
        var later = Path.Combine(folder, "later.ndjson");
        await (await Here()).Run("excerpts", "export", later);

        Assert.Equal((0, 2), (import.ExitCode, import.Json.GetProperty("erased").GetInt32()));
        Assert.Equal((0, 2), (here.ExitCode, here.Json.GetProperty("erased").GetInt32()));
        Assert.DoesNotContain(await Quotes(Name(restored)), quote => quote.Contains("words that"));
        Assert.DoesNotContain("words that", await System.IO.File.ReadAllTextAsync(later, Now));
    }

    [Fact]
    public async Task A_line_that_its_entry_does_not_vouch_for_is_refused_and_the_others_are_taken()
    {
        await File("vouched", "words as they were said");
        await ledger.Client.File(Http.Reports.Of("unquoted", Http.Reports.Containers()));
        await (await Here()).Run("excerpts", "export", Exported);
        var good = (await System.IO.File.ReadAllLinesAsync(Exported, Now)).Single(line =>
            line.Contains("as they were said", StringComparison.Ordinal)
        );
        var unquoted = await Entry("report/unquoted", 2);
        var said = await Entry("report/vouched", 2);
        string[] lines =
        [
            good.Replace("as they were", "as they were never", StringComparison.Ordinal),
            good.Replace($"{said}", $"{unquoted}", StringComparison.Ordinal),
            good.Replace($"{said}", $"{Guid.NewGuid()}", StringComparison.Ordinal),
            good.Replace("\"salt\"", "\"sold\"", StringComparison.Ordinal),
            "",
            good,
        ];
        using var file = new ScratchFile(string.Join('\n', lines));
        var restored = await Restored();

        var import = await restored.Run("excerpts", "import", file.Path);

        Assert.Equal(2, import.ExitCode);
        Assert.Equal(
            $"{file.Path}: 1 imported, 0 there already, 0 erased and left out, 4 refused.",
            import.Out.TrimEnd()
        );
        foreach (
            var complaint in new[]
            {
                "1: excerpt.digest-disagrees",
                "2: excerpt.none",
                "3: excerpt.entry-unknown",
                "4: excerpt.unreadable",
            }
        )
        {
            Assert.Contains($"{file.Path}:{complaint}", import.Error, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("were said", import.Error, StringComparison.Ordinal);
        Assert.Single(await Quotes(Name(restored)));
    }

    [Theory]
    [InlineData("""{"entry":"x","salt":"","text":"t"}""")]
    [InlineData("""{"entry":"01900000-0000-7000-8000-000000000000","salt":"00","text":"t"}""")]
    [InlineData("""{"entry":"01900000-0000-7000-8000-000000000000","salt":null,"text":"t"}""")]
    [InlineData("""["entry"]""")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task What_is_no_line_of_an_export_is_refused(string line)
    {
        var run = await (await Here()).RunWith(line, "excerpts", "import", "-");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("-:1: excerpt.unreadable", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_exits_with_2()
    {
        var run = await (await Here()).Run("excerpts", "import", Path.Combine(folder, "nothing"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("file.unreadable", run.Error, StringComparison.Ordinal);
    }

    private async Task File(string id, string quote) =>
        await ledger.Client.File(
            Http.Reports.Of(
                id,
                Http.Reports.Containers(
                    more: $"\"quote\": {System.Text.Json.JsonSerializer.Serialize(quote)}"
                )
            )
        );

    private async Task<Tool> Here() => await On(ledger.Database);

    private async Task<Tool> On(string database) =>
        new(("ConnectionStrings__Ledger", await postgres.ServerConnection(database)));

    private static string Name(Tool tool) =>
        new NpgsqlConnectionStringBuilder(tool.Environment[0].Value).Database!;

    /// <summary>A new database with the log as it is now, and without quotes.</summary>
    private async Task<Tool> Restored()
    {
        const string Columns = "position, version, recorded_at, id, leaf, stream, type, bytes";
        var database = await postgres.NewDatabase();
        await using var from = await Open(ledger.Database);
        await using var to = await Open(database);
        await using var output = await from.BeginRawBinaryCopyAsync(
            $"copy ledger.entries ({Columns}) to stdout (format binary)",
            Now
        );
        await using var input = await to.BeginRawBinaryCopyAsync(
            $"copy ledger.entries ({Columns}) from stdin (format binary)",
            Now
        );
        await output.CopyToAsync(input, Now);
        return await On(database);
    }

    private async Task<NpgsqlConnection> Open(string database)
    {
        var connection = new NpgsqlConnection(await postgres.ServerConnection(database) + ";Pooling=false");
        await connection.OpenAsync(Now);
        return connection;
    }

    private async Task<List<string>> Quotes(string database)
    {
        await using var connection = await Open(database);
        await using var command = new NpgsqlCommand(
            "select id::text || ' ' || encode(salt, 'hex') || ' ' || text from ledger.quotes order by id",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(Now);
        var quotes = new List<string>();
        while (await reader.ReadAsync(Now))
        {
            quotes.Add(reader.GetString(0));
        }

        return quotes;
    }

    private async Task<Guid> Entry(string stream, long version)
    {
        await using var connection = await Open(ledger.Database);
        await using var command = new NpgsqlCommand(
            $"select id from ledger.entries where stream = '{stream}' and version = {version}",
            connection
        );
        return (Guid)(await command.ExecuteScalarAsync(Now))!;
    }
}
