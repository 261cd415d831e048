using System.Security.Cryptography;
using System.Text.Json;
using TransferLedger.Postgres.Tests.Log.Faults;
using TransferLedger.Scenarios.Exports;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Cli;

/// <summary><c>export</c>: a folder holds one pair, whole, or what it held before.</summary>
public sealed class ExportTests(SampleLedger ledger) : IClassFixture<SampleLedger>, IDisposable
{
    private const string Day = "2024-09-01";
    private readonly string scratch = Directory.CreateTempSubdirectory("tl-export-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private Tool Tool => Tool.For(ledger);

    private string Folder => Path.Combine(scratch, "made", "here");

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Fact]
    public async Task The_files_are_those_of_the_server_and_the_package_vouches_for_them()
    {
        var run = await Tool.Run("export", "--as-of", Day, Folder);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Exporting.Files.Append("datapackage.json").Order(), Held(Folder));
        var package = Package(Folder);
        Assert.Equal(Day, package.Of("asOf"));
        Assert.Contains(package.GetProperty("log").Of("root"), run.Out, StringComparison.Ordinal);
        var served = await ledger.Client.Package($"?asOf={Day}&knownAt={Position(package)}");
        Assert.True(JsonElement.DeepEquals(served.GetProperty("log"), package.GetProperty("log")));
        foreach (var file in Exporting.Files)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, file), Now);
            var resource = package.Resource(file);
            Assert.Equal(await ledger.Client.Exported(served, file), bytes);
            Assert.Equal(file, resource.Of("path"));
            Assert.Equal(bytes.Length, resource.Number("bytes"));
            Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}", resource.Of("hash"));
            Assert.NotEmpty(ExportedTable.Read(resource, bytes).Rows);
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task One_format_alone_is_described_alone(string format)
    {
        var run = await Tool.Run("export", "--as-of", Day, "--format", format, Folder, "--json");

        var files = Exporting.Tables.Select(table => $"{table}.{format}").ToList();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(files, run.Json.GetProperty("files").All("file"));
        Assert.Equal(Position(Package(Folder)), run.Json.GetProperty("knownAt").Number("position"));
        Assert.Equal(files.Append("datapackage.json").Order(), Held(Folder));
        Assert.Equal(files, Package(Folder).GetProperty("resources").All("path"));
    }

    [Fact]
    public async Task The_same_export_again_changes_nothing()
    {
        await Tool.Run("export", "--as-of", Day, "--known-at", "30", Folder);
        var before = await Contents();

        var again = await Tool.Run("export", "--as-of", Day, "--known-at", "30", Folder);

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(before, await Contents());
    }

    [Theory]
    [InlineData("--as-of", "2024-03-01")]
    [InlineData("--known-at", "30")]
    [InlineData("--format", "csv")]
    public async Task An_export_of_another_kind_is_not_touched_unless_that_is_asked_for(
        string option,
        string value
    )
    {
        await Tool.Run("export", "--as-of", Day, Folder);
        var before = await Contents();
        string[] other = ["export", "--as-of", Day, option, value, Folder];
        other = option == "--as-of" ? ["export", option, value, Folder] : other;

        var refused = await Tool.Run(other);
        var after = await Contents();
        var replaced = await Tool.Run([.. other, "--overwrite"]);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("export.exists", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, after);
        Assert.Equal((0, ""), (replaced.ExitCode, replaced.Error));
        var described = Package(Folder).GetProperty("resources").All("path");
        Assert.Equal(described.Append("datapackage.json").Order(), Held(Folder));
    }

    [Fact]
    public async Task Files_that_nothing_is_known_of_are_not_touched()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "claims.csv"), "mine", Now);
        await File.WriteAllTextAsync(Path.Combine(Folder, "notes.txt"), "mine too", Now);

        var refused = await Tool.Run("export", Folder);
        var held = Held(Folder);
        var replaced = await Tool.Run("export", Folder, "--overwrite");

        Assert.Equal((2, 0), (refused.ExitCode, replaced.ExitCode));
        Assert.Equal(["claims.csv", "notes.txt"], held);
        Assert.Equal("mine too", await File.ReadAllTextAsync(Path.Combine(Folder, "notes.txt"), Now));
        Assert.Equal(Exporting.Files.Length + 2, Held(Folder).Count);
    }

    [Fact]
    public async Task A_disk_that_fills_up_exits_with_3_and_leaves_what_was_there()
    {
        await using var disk = await SmallDisk.Mount("256k");
        await Tool.Run("export", "--as-of", "2023-12-31", "--format", "csv", disk.Folder);
        var before = await Contents(disk.Folder);
        await File.WriteAllBytesAsync(Path.Combine(disk.Folder, "others"), new byte[150_000], Now);

        var full = await Tool.Run("export", "--as-of", Day, "--overwrite", disk.Folder);

        File.Delete(Path.Combine(disk.Folder, "others"));
        Assert.Equal(3, full.ExitCode);
        Assert.Contains("file.unwritable", full.Error, StringComparison.Ordinal);
        Assert.Contains("make room", full.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, await Contents(disk.Folder));

        var again = await Tool.Run("export", "--as-of", Day, "--format", "csv", "--overwrite", disk.Folder);
        Assert.Equal((0, Day), (again.ExitCode, Package(disk.Folder).Of("asOf")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_exits_with_2()
    {
        var file = Path.Combine(scratch, "file");
        await File.WriteAllTextAsync(file, "", Now);

        var run = await Tool.Run("export", Path.Combine(file, "folder"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("folder.unwritable", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--as-of", "2999-01-01", "as-of.in-the-future")]
    [InlineData("--known-at", "999999", "known-at.beyond-head")]
    public async Task A_pair_that_is_none_exits_with_2_and_makes_nothing(
        string option,
        string value,
        string code
    )
    {
        var run = await Tool.Run("export", option, value, Folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));
    }

    private static List<string> Held(string folder) =>
        [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order()];

    private static JsonElement Package(string folder) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder, "datapackage.json")));

    private static long? Position(JsonElement package) => package.GetProperty("knownAt").Number("position");

    private async Task<Dictionary<string, string>> Contents(string? folder = null)
    {
        var contents = new Dictionary<string, string>();
        foreach (var path in Directory.GetFiles(folder ?? Folder).Order())
        {
            contents[Path.GetFileName(path)] = await File.ReadAllTextAsync(path, Now);
        }

        return contents;
    }
}
