using System.Net;
using TransferLedger.Core.Sealing;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Sealing;

/// <summary>Checkpoint, keys, tiles and proofs over HTTP, held against what verifies them.</summary>
public sealed class CheckpointTests(SigningLedger ledger) : IClassFixture<SigningLedger>, IAsyncLifetime
{
    private const string Immutable = "public, max-age=31536000, immutable";
    private SignedCheckpoint signed = null!;

    private long Size => signed.Checkpoint.Size;

    public async ValueTask InitializeAsync()
    {
        if ((await ledger.Client.Ask("/reports/sealed-1")).Status == HttpStatusCode.NotFound)
        {
            var many = string.Join(",", Enumerable.Range(0, 299).Select(_ => Reports.Containers()));
            await ledger.Client.File(Reports.Of("sealed-1", many));
        }

        signed = await ledger.Signed();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_checkpoint_is_a_note_with_both_signatures_that_nobody_keeps_unasked()
    {
        var answer = await ledger.Client.Ask("/checkpoint");

        Assert.Equal(
            ("text/plain; charset=utf-8", "no-cache"),
            (answer.Headers["Content-Type"], answer.Headers["Cache-Control"])
        );
        Assert.Equal(2, SignedNote.Read(answer.Body).Value.VerifiedBy(ledger.Keys.Verifiers).Value.Length);
        var again = await ledger.Client.Ask("/checkpoint", ("If-None-Match", answer.Headers["ETag"]));
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
    }

    [Fact]
    public async Task What_is_published_is_what_was_persisted()
    {
        var answer = await ledger.Client.Ask("/checkpoint");

        Assert.Equal(
            await File.ReadAllTextAsync(ledger.SignedFile, TestContext.Current.CancellationToken),
            answer.Text
        );
    }

    [Fact]
    public async Task The_keys_stand_one_a_line()
    {
        var answer = await ledger.Client.Ask("/log.vkey");

        Assert.Equal(string.Concat(ledger.Keys.Verifiers.Select(key => $"{key}\n")), answer.Text);
    }

    [Fact]
    public async Task The_tiles_and_bundles_give_the_signed_root()
    {
        var edge = new RightEdge();
        foreach (var address in TileAddress.AllHashes(Size).Where(tile => tile.Level == 0))
        {
            var tile = await ledger.Client.Ask($"/{address}");
            var bundle = await ledger.Client.Ask($"/{TileAddress.OfEntries(address.Index, address.Width)}");
            Assert.Equal(
                ("application/octet-stream", Immutable),
                (tile.Headers["Content-Type"], tile.Headers["Cache-Control"])
            );
            Assert.Equal(Immutable, bundle.Headers["Cache-Control"]);
            var entries = EntryBundle.Read(bundle.Body, address.Width).Value;
            Assert.Equal(entries.SelectMany(entry => Merkle.Leaf(entry.Span).ToArray()), tile.Body);
            entries.ToList().ForEach(entry => edge.Append(Merkle.Leaf(entry.Span)));
        }

        Assert.Equal(signed.Checkpoint.Root, edge.Root);
    }

    [Fact]
    public async Task A_proof_file_and_the_entry_are_all_that_is_needed()
    {
        var proof = await ledger.Client.Ask("/proof/entry/7");
        var entry = await ledger.Client.Ask("/entries/7");

        Assert.Equal("text/plain; charset=utf-8", proof.Headers["Content-Type"]);
        Assert.True(
            TlogProof
                .Read(proof.Body)
                .Value.Verify(entry.Body, ledger.Keys.Verifiers, SigningLedger.Origin)
                .IsOk
        );
    }

    [Theory]
    [InlineData("?format=json", "text/plain")]
    [InlineData("", "application/json")]
    public async Task A_proof_as_json_verifies(string query, string accept)
    {
        var proof = (await ledger.Client.Ask($"/proof/entry/7{query}", ("Accept", accept))).Json;

        Assert.True(
            Proofs.IsIncluded(HashOf(proof.Of("leaf")), 7, Size, Path(proof), HashOf(proof.Of("root")))
        );
        Assert.Equal(signed.ToString(), proof.Of("checkpoint"));
    }

    [Fact]
    public async Task A_proof_as_json_is_for_any_size()
    {
        var proof = (await ledger.Client.Ask("/proof/entry/7?format=json&size=100")).Json;

        Assert.True(
            Proofs.IsIncluded(HashOf(proof.Of("leaf")), 7, 100, Path(proof), HashOf(proof.Of("root")))
        );
        Assert.Equal(System.Text.Json.JsonValueKind.Null, proof.GetProperty("checkpoint").ValueKind);
    }

    [Fact]
    public async Task A_longer_log_is_proven_to_have_grown_out_of_a_shorter_one()
    {
        var proof = (await ledger.Client.Ask("/proof/consistency?from=100")).Json;

        Assert.True(
            Proofs.IsConsistent(
                100,
                Size,
                HashOf(proof.Of("fromRoot")),
                HashOf(proof.Of("toRoot")),
                Path(proof)
            )
        );
        Assert.Equal(signed.Checkpoint.Root, HashOf(proof.Of("toRoot")));
    }

    [Theory]
    [InlineData("/tile/0/999", HttpStatusCode.NotFound, "tile.past-size")]
    [InlineData("/tile/1/000", HttpStatusCode.NotFound, "tile.past-size")]
    [InlineData("/tile/1/000.p/2", HttpStatusCode.NotFound, "tile.past-size")]
    [InlineData("/tile/entries/001.p/255", HttpStatusCode.NotFound, "tile.past-size")]
    [InlineData("/tile/0/000.p/256", HttpStatusCode.BadRequest, "tile.width")]
    [InlineData("/tile/0/0", HttpStatusCode.BadRequest, "tile.index")]
    [InlineData("/tile/64/000", HttpStatusCode.BadRequest, "tile.level")]
    [InlineData("/tile/0", HttpStatusCode.BadRequest, "tile.index")]
    [InlineData("/tile/entries", HttpStatusCode.BadRequest, "tile.index")]
    [InlineData("/tile/0/000?x=1", HttpStatusCode.BadRequest, "query.unknown")]
    [InlineData("/proof/entry/100000", HttpStatusCode.NotFound, "proof.past-size")]
    [InlineData("/proof/entry/7?size=7", HttpStatusCode.NotFound, "proof.past-size")]
    [InlineData("/proof/entry/7?size=100", HttpStatusCode.NotFound, "proof.not-signed")]
    [InlineData("/proof/entry/7?size=100000", HttpStatusCode.BadRequest, "proof.size")]
    [InlineData("/proof/entry/7?size=0", HttpStatusCode.BadRequest, "proof.size")]
    [InlineData("/proof/entry/7?size=many", HttpStatusCode.BadRequest, "proof.size")]
    [InlineData("/proof/entry/7?format=xml", HttpStatusCode.BadRequest, "proof.format")]
    [InlineData("/proof/entry/-1", HttpStatusCode.NotFound, "address.unknown")]
    [InlineData("/proof/consistency", HttpStatusCode.BadRequest, "proof.size")]
    [InlineData("/proof/consistency?from=0", HttpStatusCode.BadRequest, "proof.size")]
    [InlineData("/proof/consistency?from=9&to=8", HttpStatusCode.BadRequest, "proof.size")]
    public async Task What_cannot_be_given_is_refused(string address, HttpStatusCode status, string code)
    {
        var answer = await ledger.Client.Ask(address);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("/tile/0/999")]
    [InlineData("/proof/entry/7?size=100000")]
    [InlineData("/proof/consistency?from=100000")]
    public async Task The_refusal_says_the_size(string address)
    {
        var fault = Assert.Single((await ledger.Client.Ask(address)).Faults);

        Assert.Contains($" {Size} entries", fault.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var tile = await ledger.Client.Ask("/tile/64/0.p/256");
        var proof = await ledger.Client.Ask("/proof/consistency?from=0&to=x");
        var entry = await ledger.Client.Ask("/proof/entry/7?size=0&format=xml");

        Assert.Equal((3, 2, 2), (tile.Faults.Count, proof.Faults.Count, entry.Faults.Count));
    }

    [Fact]
    public async Task Health_and_metrics_say_how_far_it_is_signed()
    {
        var health = (await ledger.Client.Ask("/health/ready")).Json.GetProperty("signing");
        var metrics = (await ledger.Client.Ask("/metrics")).Text;

        Assert.Equal((Size, null), (health.Number("size"), health.GetProperty("refused").GetString()));
        Assert.Contains("transferledger_signing_refused 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains($"transferledger_signed_entries {Size}\n", metrics, StringComparison.Ordinal);
    }

    private static Hash HashOf(string text) => new(Convert.FromBase64String(text));

    private static List<Hash> Path(System.Text.Json.JsonElement proof) =>
        [.. proof.GetProperty("path").EnumerateArray().Select(hash => HashOf(hash.GetString()!))];
}

/// <summary>A node without a key says so.</summary>
public sealed class UnsignedTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Theory]
    [InlineData("/checkpoint")]
    [InlineData("/log.vkey")]
    [InlineData("/proof/entry/0")]
    [InlineData("/proof/consistency?from=1")]
    public async Task Without_a_key_there_is_no_checkpoint_and_the_operator_learns_what_to_do(string address)
    {
        var answer = await ledger.Client.Ask(address);

        Assert.Equal((HttpStatusCode.NotFound, "checkpoint.none"), (answer.Status, answer.Code));
        Assert.Contains("Ledger:SigningKeyFile", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_no_tile_is_shown() =>
        Assert.Equal("tile.past-size", (await ledger.Client.Ask("/tile/0/000.p/1")).Code);
}
