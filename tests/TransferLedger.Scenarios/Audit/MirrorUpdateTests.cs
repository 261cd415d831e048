using TransferLedger.Postgres.Sealing;
using TransferLedger.Postgres.Tests.Log.Faults;
using TransferLedger.Scenarios.Cli;

namespace TransferLedger.Scenarios.Audit;

/// <summary><c>mirror</c> where something is not as it should be: the server, the folder, or what an earlier run left.</summary>
public sealed class MirrorUpdateTests : IAsyncLifetime
{
    private static readonly Tool Tool = new();
    private readonly ScratchFolder scratch = new();
    private MadeLog? log;

    private MadeLog Log => log!;

    private string Folder => scratch.In("mirror");

    public async ValueTask InitializeAsync()
    {
        log = await MadeLog.Start(scratch.In("signing.key"));
        Log.Show(300);
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        scratch.Dispose();
    }

    [Theory]
    [InlineData(256)]
    [InlineData(299)]
    [InlineData(0)]
    public async Task A_log_that_does_not_go_on_from_the_mirror_is_blamed_and_what_it_showed_is_kept(int from)
    {
        Fine(await Mirror());
        Log.Show(600, from);

        var forked = await Mirror();

        Assert.Equal(1, forked.ExitCode);
        Assert.Contains($"{Log.Url}/: log.forked", forked.Error, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Folder}: checkpoint", forked.Error, StringComparison.Ordinal);
        Assert.Contains(In("fork"), forked.Error, StringComparison.Ordinal);
        Assert.Equal(Log.Files["checkpoint"], await Bytes("fork/checkpoint"));
        Assert.Equal(Log.Files["tile/entries/001"], await Bytes("fork/tile/entries/001"));
        Assert.Equal(Log.Files["tile/0/001"], await Bytes("fork/tile/0/001"));
        Assert.False(File.Exists(In("tile/0/001")));
        Fine(await Tool.Run("verify", Folder));
    }

    [Fact]
    public async Task After_a_fork_the_mirror_goes_on_with_the_log_that_it_knows()
    {
        Fine(await Mirror());
        Log.Show(600, from: 256);
        Assert.Equal(1, (await Mirror()).ExitCode);
        var shown = Log.Files["checkpoint"];
        Log.Show(700, from: 257);
        Assert.Equal(1, (await Mirror()).ExitCode);

        Log.Show(600);
        Fine(await Mirror());

        Assert.Equal(shown, await Bytes("fork/checkpoint"));
        Fine(await Tool.Run("verify", Folder));
    }

    [Fact]
    public async Task A_mirror_that_was_changed_is_blamed_itself()
    {
        Fine(await Mirror());
        await Spoil("tile/entries/001.p/44");
        Log.Show(600, from: 256);

        var forked = await Mirror();

        Assert.Equal(1, forked.ExitCode);
        Assert.Contains(
            $"{Folder}: tile/entries/001.p/44: entry.differs",
            forked.Error,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(In("fork")));
    }

    [Theory]
    [InlineData("tile/entries/001")]
    [InlineData("tile/0/001")]
    [InlineData("tile/1/000.p/3")]
    public async Task What_a_run_that_broke_off_left_spoilt_is_fetched_again(string spoilt)
    {
        await LeaveBehind(900);
        await Spoil(spoilt);

        Fine(await Mirror());

        var asked = Log.Asked;
        Assert.Single(asked, path => path == spoilt);
        Assert.DoesNotContain("tile/entries/002", asked);
        Fine(await Tool.Run("verify", Folder));
    }

    [Fact]
    public async Task What_a_run_that_broke_off_left_of_another_log_is_fetched_again()
    {
        await LeaveBehind(900, from: 512);

        Log.Show(900);
        Fine(await Mirror());

        Fine(await Tool.Run("verify", Folder));
        Assert.False(Directory.Exists(In("fork")));
    }

    [Fact]
    public async Task What_a_run_that_broke_off_left_whole_is_not_fetched_again()
    {
        await LeaveBehind(900);

        Fine(await Mirror());

        Assert.DoesNotContain(Log.Asked, path => path.StartsWith("tile/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_shows_the_spoilt_again_is_blamed()
    {
        await LeaveBehind(900);
        await Spoil("tile/entries/001");
        Log.Files["tile/entries/001"] = await Bytes("tile/entries/001");

        var spoilt = await Mirror();

        Assert.Equal(1, spoilt.ExitCode);
        Assert.Contains(
            $"{Log.Url}/: tile/entries/001: entry.differs",
            spoilt.Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("tile/entries/000")]
    [InlineData("tile/1/000.p/1")]
    public async Task A_tile_that_the_server_does_not_have_is_named(string missing)
    {
        Log.Files.TryRemove(missing, out _);

        var failed = await Mirror();

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains($"{Log.Url}/: {missing}: tile.missing", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_never_mended_with_another_history()
    {
        Fine(await Mirror());
        File.Delete(In("tile/0/000"));
        File.Delete(In("tile/entries/000"));
        Log.Show(600, from: 0);

        Assert.Equal(1, (await Mirror()).ExitCode);
        Log.Show(600);
        Fine(await Mirror());

        Fine(await Tool.Run("verify", Folder));
    }

    [Fact]
    public async Task A_disk_that_fills_up_is_exit_3_and_the_next_run_goes_on()
    {
        Log.Show(2_560);
        await using var disk = await SmallDisk.Mount("2m");
        // Of about the double that a mirror needs.
        await disk.Fill(leave: 60_000);
        var folder = Path.Combine(disk.Folder, "mirror");

        var full = await Tool.Run("mirror", Log.Url, folder);
        // A tile is written behind its bundle: where it lies both do.
        var fetched = Directory
            .GetFiles(Path.Combine(folder, "tile/0"))
            .Where(file => Path.GetExtension(file) != ".part")
            .SelectMany(file => new[] { file, Path.Combine(folder, "tile/entries", Path.GetFileName(file)) })
            .ToDictionary(file => file, File.GetLastWriteTimeUtc);
        disk.MakeRoom();
        _ = Log.Asked;
        var again = await Tool.Run("mirror", Log.Url, folder);

        Assert.Equal(3, full.ExitCode);
        Assert.Contains("folder.unwritable", full.Error, StringComparison.Ordinal);
        Fine(again);
        Assert.InRange(fetched.Count, 4, 2 * 2_560 / 256 - 4);
        Assert.All(fetched, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(file.Key)));
        Assert.DoesNotContain("tile/entries/000", Log.Asked);
        Fine(await Tool.Run("verify", folder));
    }

    [Fact]
    public async Task A_key_that_was_mistyped_is_not_pinned_by_a_run_that_fails()
    {
        var failed = await Mirror("--key", Stranger());

        Assert.Equal(1, failed.ExitCode);
        Assert.False(File.Exists(In("log.vkey")));
        Fine(await Mirror());
    }

    [Fact]
    public async Task A_key_that_disagrees_with_the_pinned_ones_is_refused_and_replaces_none()
    {
        Fine(await Mirror());
        var pinned = await Bytes("log.vkey");

        var refused = await Mirror("--key", Stranger());

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("key.not-pinned", refused.Error, StringComparison.Ordinal);
        Assert.Equal(pinned, await Bytes("log.vkey"));
        Fine(await Mirror("--key", Log.Keys.Verifiers[0].ToString()));
        Assert.Equal(pinned, await Bytes("log.vkey"));
    }

    [Fact]
    public async Task Nothing_is_pinned_where_no_checkpoint_comes()
    {
        Log.Files.TryRemove("checkpoint", out _);

        var failed = await Mirror();

        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("checkpoint.none", failed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("From now on", failed.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("log.vkey")));
    }

    [Theory]
    [InlineData("verify", "tile/0/000")]
    [InlineData("verify", "tile/1/000.p/1")]
    [InlineData("verify", "log.vkey")]
    [InlineData("replay", "checkpoint")]
    [InlineData("replay", "tile/entries/000")]
    [InlineData("mirror", "tile/entries/000")]
    public async Task A_file_that_cannot_be_read_is_named(string verb, string file)
    {
        Fine(await Mirror());
        // A folder in its place cannot be read by anybody, whatever rights they have.
        File.Delete(In(file));
        Directory.CreateDirectory(In(file));

        var read = verb == "mirror" ? await Mirror() : await Tool.Run(verb, Folder);

        Assert.True(read.ExitCode == 2, read.Out + read.Error);
        Assert.Contains("file.unreadable", read.Error, StringComparison.Ordinal);
        Assert.Contains(In(file), read.Error, StringComparison.Ordinal);
    }

    /// <summary>All of a longer log lies in the folder, under the checkpoint of a shorter one.</summary>
    private async Task LeaveBehind(int size, int from = int.MaxValue)
    {
        Fine(await Mirror());
        var checkpoint = await Bytes("checkpoint");
        var tail = new[] { "tile/entries/001.p/44", "tile/0/001.p/44", "tile/1/000.p/1" }
            .Select(name => (name, bytes: File.ReadAllBytes(In(name))))
            .ToList();
        Log.Show(size, from);
        Fine(await Mirror());
        foreach (var (name, bytes) in tail)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
            await File.WriteAllBytesAsync(In(name), bytes, TestContext.Current.CancellationToken);
        }

        await File.WriteAllBytesAsync(In("checkpoint"), checkpoint, TestContext.Current.CancellationToken);
        _ = Log.Asked;
    }

    private async Task Spoil(string name)
    {
        var bytes = await Bytes(name);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(In(name), bytes, TestContext.Current.CancellationToken);
    }

    private string Stranger() =>
        SigningKeyFile
            .Open(scratch.In("stranger.key"), "ledger.test/arms", make: true)
            .Value.Verifiers[0]
            .ToString();

    private Task<ToolRun> Mirror(params string[] more) => Tool.Run(["mirror", Log.Url, Folder, .. more]);

    private string In(string name) => Path.Combine(Folder, name);

    private Task<byte[]> Bytes(string name) =>
        File.ReadAllBytesAsync(In(name), TestContext.Current.CancellationToken);

    private static void Fine(ToolRun run) => Assert.True(run.ExitCode == 0, run.Out + run.Error);
}
