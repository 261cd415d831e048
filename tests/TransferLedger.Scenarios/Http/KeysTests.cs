using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Http;

/// <summary>Keys: each role no more than its own, and a key that is no longer good stops at once.</summary>
public sealed class KeysTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    public static TheoryData<string, string> Writes { get; } =
        new()
        {
            { "/reports", "application/json" },
            { "/reports/check", "application/json" },
            { "/reports/import", "application/x-ndjson" },
        };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Without_a_key_nothing_is_written(string address, string type)
    {
        var size = await ledger.LogSize();
        var answer = await ledger
            .ClientWith(key: null)
            .Post(address, Reports.Of("no-key", Reports.Containers()), type);
        Assert.Equal((HttpStatusCode.Unauthorized, "key.missing"), (answer.Status, answer.Code));
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        Assert.Equal(size, await ledger.LogSize());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Filing_is_for_filers_and_the_admin(string address, string type)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var client = ledger.ClientWith(await ledger.NewKey(role));
            var answer = await client.Post(address, Reports.Of("roles", Reports.Containers()), type);
            if (role is Role.Filer or Role.Admin)
            {
                Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text);
            }
            else
            {
                Assert.Equal((HttpStatusCode.Forbidden, "key.role"), (answer.Status, answer.Code));
            }
        }
    }

    [Theory]
    [InlineData("Bearer tl_nobody_secret")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer tl__")]
    public async Task A_key_that_is_none_is_refused(string header)
    {
        var answer = await ledger
            .ClientWith(key: null)
            .Post(
                "/reports",
                Reports.Of("wrong-key", Reports.Containers()),
                headers: ("Authorization", header)
            );
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith("key.", answer.Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_id_with_a_wrong_secret_is_refused()
    {
        var key = KeyText.Read(await ledger.NewKey(Role.Filer))!;
        var answer = await Try(new KeyText(key.Id, KeyText.New().Secret).ToString());
        Assert.Equal((HttpStatusCode.Unauthorized, "key.unknown"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        var answer = await Try(await ledger.NewKey(Role.Filer, DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal((HttpStatusCode.Unauthorized, "key.unknown"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_key_that_has_yet_to_expire_is_good()
    {
        var answer = await Try(await ledger.NewKey(Role.Filer, DateTime.UtcNow.AddHours(1)));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task A_revoked_key_stops_at_once()
    {
        var key = await ledger.NewKey(Role.Filer);
        Assert.Equal(HttpStatusCode.OK, (await Try(key)).Status);
        await ledger
            .Services.GetRequiredService<KeyStore>()
            .Revoke(KeyText.Read(key)!.Id, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Try(key)).Status);
    }

    [Theory]
    [InlineData("/reports")]
    [InlineData("/figures")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/ready")]
    public async Task Reads_are_open(string address)
    {
        Assert.Equal(HttpStatusCode.OK, (await ledger.ClientWith(key: null).Ask(address)).Status);
    }

    private Task<Answer> Try(string key) =>
        ledger.ClientWith(key).Post("/reports/check", Reports.Of("key", Reports.Containers()));
}

/// <summary>A server whose readers must be known.</summary>
public sealed class ClosedLedger(LedgerServer postgres) : RunningLedger(postgres)
{
    protected override string[] Arguments => ["--Ledger:PublicReads=false"];
}

/// <summary><c>Ledger:PublicReads</c> false: reads need any good key, health none.</summary>
public sealed class ClosedReadsTests(ClosedLedger ledger) : IClassFixture<ClosedLedger>
{
    public static TheoryData<string> Reads { get; } =
    [
        "/reports",
        "/reports/x",
        "/corridors",
        "/corridors/KP-RU",
        "/figures",
        "/figures/KP-RU/containers",
        "/figures/KP-RU/containers/claims",
        "/figures/KP-RU/containers/revisions",
        "/figures/KP-RU/containers/explanation",
        "/claims",
        "/claimants",
        "/statements",
        "/figures/KP-RU/containers/ratios",
        "/conflicts",
        "/claimants/x",
        "/statements/x",
        "/denials",
        "/excerpts/x/1",
        "/entries/0",
        "/openapi/v1.json",
    ];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Every_read_needs_a_key(string address)
    {
        var answer = await ledger.ClientWith(key: null).Ask(address);
        Assert.Equal((HttpStatusCode.Unauthorized, "key.missing"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Any_good_key_reads()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var client = ledger.ClientWith(await ledger.NewKey(role));
            Assert.Equal(HttpStatusCode.OK, (await client.Ask("/reports")).Status);
        }
    }

    [Fact]
    public async Task Health_needs_none()
    {
        var nobody = ledger.ClientWith(key: null);
        Assert.Equal(HttpStatusCode.OK, (await nobody.Ask("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await nobody.Ask("/health/ready")).Status);
    }

    [Fact]
    public async Task No_cache_that_others_share_keeps_an_entry()
    {
        await ledger.Client.File(Reports.Of("closed", Reports.Containers()));
        var entry = await ledger.Client.Ask("/entries/0");
        Assert.Contains("private", entry.Headers["Cache-Control"], StringComparison.Ordinal);
    }
}
