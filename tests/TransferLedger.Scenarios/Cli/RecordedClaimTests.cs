using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Verbs;
using TransferLedger.Core.Events;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Cli;

/// <summary>What <c>amend --print</c> prints is what the server takes back, and says the same.</summary>
public sealed class RecordedClaimTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Odd = """
        {"id":"odd-claims","title":"Exercise","publisher":"Exercise Daily","medium":"press","published":"2024-05-03","corridor":"IR-RU","claims":[
        {"type":"items-reported","item":"uav-one-way-attack","quantity":{"low":1700,"lowExclusive":true},"via":[],"through":["CN"],"inReturnFor":"RU-IR","stage":"in-transit"},
        {"type":"items-reported","item":"artillery-round","calibreMm":152,"quantity":"nearly 16,000","quote":"nearly 16,000 shells"},
        {"type":"items-reported","item":"rocket","quantity":{"words":"a heap of them","low":5,"high":9,"approximate":true},"coverage":"2024-01/.."},
        {"type":"items-reported","item":"rocket","quantity":{"words":"over 300","low":300}},
        {"type":"containers-reported","quantity":"[up to] 300","per":"month","stage":"shipped","grade":{"reliability":"B","credibility":2}},
        {"type":"items-reported","item":"tank","quantity":"exactly 6","claimant":{"kind":"joint","code":"MSMT","members":["KR","US"]},"modality":"assessed"},
        {"type":"shipment-route-observed","legs":[{"from":{"name":"Anzali","lat":"37.47","lon":"49.46"},"mode":"sea","vessels":[{"flag":"RU"}]}],"voyages":"about 12","per":"month"},
        {"type":"quality-assessed","item":"artillery-round","share":"half","of":"rounds fired","assessment":"unusable"},
        {"type":"share-reported","item":"artillery-round","share":"a third","of":"rounds fired"},
        {"type":"absence-observed","what":"No ship called","observed":"2024-04"},
        {"type":"production-observed","what":"Two shifts","utilisation":"40 percent","observed":"2024-03~"},
        {"type":"evidence-cited","kind":"imagery","supports":[1,2]},
        {"type":"denial-issued","forms":["scoped"],"targets":[{"figure":"IR-RU/items/rocket"},{"claim":"odd-claims#1"}],"item":"rocket","coverage":"2024-01","respondsTo":"odd-claims#3"}
        ]}
        """;

    [Fact]
    public async Task Every_claim_is_taken_back_as_it_stands()
    {
        await ledger.Client.File(Odd);
        var claims = (await ledger.Client.Ask("/claims?limit=1000")).Items.EnumerateArray().ToList();
        Assert.True(claims.Count > 60);
        Assert.Equal(10, claims.Select(claim => claim.Of("type")).Distinct().Count());
        Assert.All(claims, claim => Assert.Equal("", WhyNotTheSame(claim).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task What_was_mended_and_graded_is_printed_so()
    {
        const string Claim = "unnamed-000-2024-06-containers#3";
        var tool = Tool.For(ledger);
        var printed = (await tool.Run("amend", Claim, "--print")).Out;
        using var mended = new ScratchFile(
            printed.Replace("up to 4.8 million", "up to 4.7 million", StringComparison.Ordinal)
        );
        Assert.Equal(0, (await tool.Run("amend", Claim, mended.Path, "--reason", "Mistyped")).ExitCode);
        Assert.Equal(0, (await tool.Run("grade", Claim, "C3", "--reason", "One source")).ExitCode);
        var again = (await tool.Run("amend", Claim, "--print")).Json;
        Assert.Equal("up to 4.7 million", again.Of("quantity"));
        Assert.Equal("container", again.Of("per"));
        Assert.Equal("C", again.GetProperty("grade").Of("reliability"));
    }

    /// <summary>Empty where the server says that this is how the claim is recorded.</summary>
    private async Task<string> WhyNotTheSame(JsonElement claim)
    {
        var stored = EventJson.Read(
            $"{claim.Of("type")}.v1",
            JsonSerializer.SerializeToUtf8Bytes(claim.GetProperty("data"))
        );
        var form = RecordedClaim.InReportForm((Claim)stored);
        var body = new JsonObject { ["becomes"] = form, ["reason"] = "Nothing" };
        var report = claim.Of("report");
        var number = claim.Of("claim")!.Split('#')[1];
        var version = (await ledger.Client.Ask($"/reports/{report}")).Json.Of("version");
        var answer = await ledger.Client.Post(
            $"/reports/{report}/claims/{number}/recording-error",
            body.ToJsonString(),
            headers: ("If-Match", $"\"{version}\"")
        );
        return
            answer.Status == HttpStatusCode.UnprocessableEntity
            && answer.Faults.Single().Code == "recording-error.says-the-same"
            ? ""
            : $"{claim.Of("claim")}: {answer.Text} {body}";
    }
}
