using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;

namespace TransferLedger.Scenarios.Http;

/// <summary>Quotes, which nobody on the way may keep, and entries, which everybody may keep for ever.</summary>
public sealed class ExcerptsAndEntriesTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const string Words = "“more than 1,000” containers, he said";

    [Fact]
    public async Task A_quote_is_read_at_its_claims_excerpt_and_never_stored_on_the_way()
    {
        await File("quote");
        var claim = (await ledger.Client.Ask("/reports/quote")).Json.GetProperty("claims")[0];
        var excerpt = await ledger.Client.Ask(claim.Of("excerpt"));
        Assert.Equal(HttpStatusCode.OK, excerpt.Status);
        Assert.Equal("quote#1", excerpt.Json.Of("claim"));
        Assert.Equal(Words, excerpt.Json.Of("text"));
        Assert.Equal("no-store", excerpt.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task No_other_answer_holds_a_quote()
    {
        var position = await File("hidden");
        foreach (
            var address in new[]
            {
                "/reports/hidden",
                "/claims",
                "/corridors/KP-RU",
                "/figures/KP-RU/containers/claims",
                $"/entries/{position}",
            }
        )
        {
            Assert.DoesNotContain(
                "more than 1,000",
                (await ledger.Client.Ask(address)).Text,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("/excerpts/none/1", "excerpt.none")]
    [InlineData("/excerpts/none/2", "claim.unknown")]
    [InlineData("/excerpts/nobody/1", "claim.unknown")]
    [InlineData("/excerpts/NOBODY/1", "claim.unknown")]
    [InlineData("/excerpts/none/0", "address.unknown")]
    [InlineData("/excerpts/none/first", "address.unknown")]
    public async Task A_quote_that_is_not_there_is_not_found(string address, string code)
    {
        await ledger.Client.Post("/reports", Reports.Of("none", Reports.Containers()));
        var answer = await ledger.Client.Ask(address);
        Assert.Equal((HttpStatusCode.NotFound, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_erased_quote_is_gone_and_the_same_report_is_still_the_same()
    {
        var position = await File("erased");
        var log = ledger.Services.GetRequiredService<ILog>();
        var entry = (await log.Read(new Position(position), limit: 1, TestContext.Current.CancellationToken))[
            0
        ];
        await log.EraseExcerpt(entry.Id, TestContext.Current.CancellationToken);
        var gone = await ledger.Client.Ask("/excerpts/erased/1");
        Assert.Equal((HttpStatusCode.Gone, "excerpt.erased"), (gone.Status, gone.Code));
        var again = await ledger.Client.Post("/reports", Quoted("erased"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
    }

    [Fact]
    public async Task An_entry_is_served_byte_for_byte_as_it_was_hashed()
    {
        var position = await File("bytes");
        var answer = await ledger.Client.Ask($"/entries/{position}");
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers["Cache-Control"]);
        await using var leaf = ledger
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand($"select leaf from ledger.entries where position = {position}");
        Assert.Equal(
            await leaf.ExecuteScalarAsync(TestContext.Current.CancellationToken),
            SHA256.HashData([0, .. answer.Body])
        );
    }

    [Theory]
    [InlineData("/entries/999999", "entry.unknown")]
    [InlineData("/entries/-1", "address.unknown")]
    [InlineData("/entries/last", "address.unknown")]
    [InlineData("/entries/99999999999999999999", "address.unknown")]
    [InlineData("/entries/9223372036854775807", "entry.unknown")]
    public async Task An_entry_that_is_not_there_is_not_found(string address, string code)
    {
        await File("some");
        var answer = await ledger.Client.Ask(address);
        Assert.Equal((HttpStatusCode.NotFound, code), (answer.Status, answer.Code));
    }

    private static string Quoted(string id) =>
        Reports.Of(id, Reports.Containers(more: $"\"quote\": \"{Words}\""));

    /// <summary>The position of the claim.</summary>
    private async Task<long> File(string id) =>
        (await ledger.Client.Post("/reports", Quoted(id))).Json.Number("position")!.Value;
}
