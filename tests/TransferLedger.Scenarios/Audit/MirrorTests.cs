using TransferLedger.Postgres.Sealing;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Cli;
using TransferLedger.Scenarios.Http;
using Reports = TransferLedger.Scenarios.Http.Reports;

namespace TransferLedger.Scenarios.Audit;

/// <summary><c>mirror</c> and <c>verify</c>: a second folder with nothing but the tool and the address.</summary>
public sealed class MirrorTests(SigningLedger ledger, LedgerServer postgres)
    : IClassFixture<SigningLedger>,
        IAsyncLifetime
{
    private const int Claims = 300;
    private static readonly Tool Tool = new();
    private readonly ScratchFolder scratch = new();

    private string Folder => scratch.In("mirror");

    public async ValueTask InitializeAsync()
    {
        await Grow(ledger, 1);
        Fine(await Mirror(ledger));
    }

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_mirrored_is_what_was_signed()
    {
        var signed = await ledger.Signed();

        var verified = await Tool.Run("verify", Folder, "--json");

        Fine(verified);
        Assert.Equal(signed.Checkpoint.Size, verified.Json.Number("size"));
        Assert.Equal(signed.Checkpoint.Root.ToBase64(), verified.Json.Of("root"));
        Fine(await Tool.Run("verify", ledger.Url, "--key", Path.Combine(Folder, "log.vkey")));
    }

    [Fact]
    public async Task The_next_run_fetches_what_is_new_and_leaves_no_narrower_tile()
    {
        var before = File.GetLastWriteTimeUtc(Path.Combine(Folder, "tile/entries/000"));
        await Grow(ledger, 1);

        var again = await Mirror(ledger, "--json");

        Fine(again);
        Assert.Equal(Claims + 1, again.Json.Number("added"));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(Folder, "tile/entries/000")));
        var partial = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(IsPartial).ToList();
        Assert.Equal(partial.Count, partial.Select(Path.GetDirectoryName).Distinct().Count());
        Fine(await Tool.Run("verify", Folder));
    }

    [Fact]
    public async Task A_run_that_broke_off_is_gone_on_with()
    {
        File.Delete(Path.Combine(Folder, "checkpoint"));
        File.Delete(Path.Combine(Folder, "tile/0/000"));
        var kept = Path.Combine(Folder, "tile/entries/000");
        File.Delete(kept);
        var other = Directory.GetFiles(Path.Combine(Folder, "tile/entries")).Order().First();
        var written = File.GetLastWriteTimeUtc(other);

        Fine(await Mirror(ledger));

        Assert.Equal(written, File.GetLastWriteTimeUtc(other));
        Fine(await Tool.Run("verify", Folder));
    }

    [Fact]
    public async Task A_byte_that_was_flipped_anywhere_is_named_with_its_file()
    {
        var files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        Assert.True(files.Length > 6);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            foreach (var place in new[] { 0, bytes.Length / 2, bytes.Length - 1 })
            {
                var flipped = bytes.ToArray();
                flipped[place] ^= 1;
                await File.WriteAllBytesAsync(file, flipped, TestContext.Current.CancellationToken);

                var verified = await Tool.Run("verify", Folder);

                Assert.True(verified.ExitCode == 1, $"{file}, byte {place}: {verified.Out}{verified.Error}");
                // A key that is another one fails the checkpoint, which is the file that does not hold then.
                var named = Path.GetFileName(file) == "log.vkey" ? Folder : NameOf(file);
                Assert.Contains(named, verified.Error, StringComparison.Ordinal);
            }

            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }

        Fine(await Tool.Run("verify", Folder));
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        foreach (
            var file in Directory.GetFiles(Path.Combine(Folder, "tile"), "*", SearchOption.AllDirectories)
        )
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            File.Delete(file);

            var verified = await Tool.Run("verify", Folder);

            Assert.Equal(1, verified.ExitCode);
            Assert.Contains("tile.missing", verified.Error, StringComparison.Ordinal);
            Assert.Contains(NameOf(file), verified.Error, StringComparison.Ordinal);
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Another_history_under_the_same_key_is_refused_by_mirror_and_found_by_comparing()
    {
        await using var fork = new ForkedLedger(postgres, ledger);
        await fork.InitializeAsync();
        await Grow(fork, (int)(await ledger.LogSize() / Claims) + 1, "another");
        await fork.Signed();

        var mirrored = await Mirror(fork);
        var other = scratch.In("other");
        Fine(await Tool.Run("mirror", fork.Url, other));
        var compared = await Tool.Run("verify", other, "--against", Path.Combine(Folder, "checkpoint"));

        Assert.Equal(1, mirrored.ExitCode);
        Assert.Contains("checkpoint.other-root", mirrored.Error, StringComparison.Ordinal);
        Assert.Equal(1, compared.ExitCode);
        Assert.Contains("they are two logs", compared.Error, StringComparison.Ordinal);
        Fine(await Tool.Run("verify", Folder));
        Fine(await Mirror(ledger));
    }

    [Fact]
    public async Task A_log_that_got_shorter_is_refused()
    {
        await using var shorter = new ForkedLedger(postgres, ledger);
        await shorter.InitializeAsync();
        await Grow(shorter, 0, "short");
        await shorter.Signed();

        var mirrored = await Mirror(shorter);

        Assert.Equal(1, mirrored.ExitCode);
        Assert.Contains("log.shorter", mirrored.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_the_logs_believes_nothing_of_it()
    {
        var stranger = SigningKeyFile
            .Open(scratch.In("stranger.key"), SigningLedger.Origin, make: true)
            .Value.Verifiers[0]
            .ToString();

        var verified = await Tool.Run("verify", Folder, "--key", stranger);

        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("note.no-known-key", verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_copy_and_a_server_that_is_not_there_are_said()
    {
        Assert.Equal(2, (await Tool.Run("verify", scratch.In("nothing"))).ExitCode);
        Assert.Equal(3, (await Tool.Run("mirror", "http://127.0.0.1:1", scratch.In("none"))).ExitCode);
    }

    private async Task<ToolRun> Mirror(RunningLedger of, params string[] more)
    {
        if (of is SigningLedger signing)
        {
            await signing.Signed();
        }

        return await Tool.Run(["mirror", of.Url, Folder, .. more]);
    }

    private static async Task Grow(RunningLedger of, int reports, string name = "grown")
    {
        for (var n = 0; n < reports; n++)
        {
            var claims = string.Join(",", Enumerable.Range(0, Claims).Select(_ => Reports.Containers()));
            await of.Client.File(Reports.Of($"{name}-{Guid.NewGuid():N}", claims));
        }
    }

    private string NameOf(string file) =>
        Path.GetRelativePath(Folder, file).Replace(Path.DirectorySeparatorChar, '/');

    private static bool IsPartial(string file) =>
        Path.GetDirectoryName(file)!.EndsWith(".p", StringComparison.Ordinal);

    private static void Fine(ToolRun run) => Assert.True(run.ExitCode == 0, run.Out + run.Error);
}
