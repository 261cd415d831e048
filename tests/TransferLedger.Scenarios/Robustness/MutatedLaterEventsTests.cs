using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>Spoilt corrections, withdrawals, recording errors, grades and judgements: each is one entry, or refused with reasons.</summary>
public sealed class MutatedLaterEventsTests(PatientLedger ledger) : IClassFixture<PatientLedger>
{
    private const int MutationsOfReport = 20;
    private const int Judgements = 100;
    private const int AtOnce = 8;

    private static readonly string[] Kinds = ["correction", "withdrawal", "recording-error", "grade"];

    public static TheoryData<int> Chosen => Seeds.Chosen;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Chosen))]
    public async Task Each_is_one_entry_or_refused_with_reasons(int seed)
    {
        var reports = await FileAll(seed);
        var filed = (await Log.Head(Cancellation)).Size;
        var answers = new ConcurrentBag<SpoiltAnswer>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = AtOnce,
            CancellationToken = Cancellation,
        };
        await Parallel.ForEachAsync(
            reports.Select((report, n) => (report, n)),
            options,
            async (of, _) => await Edit(of.report, new Mutator((seed * 1_000) + of.n), answers)
        );
        await Judge(new Mutator(seed), answers);

        var wrong = answers.Select(answer => answer.Wrong()).OfType<string>().Take(5).ToList();
        Assert.True(wrong.Count == 0, $"Seed {seed}:\n{string.Join("\n\n", wrong)}");
        var created = answers.Count(answer => answer.Status == HttpStatusCode.Created);
        Assert.InRange(created, answers.Count / 20, answers.Count);
        Assert.Equal(filed + created, (await Log.Head(Cancellation)).Size);
        await AssertShown(reports);
    }

    private ILog Log => ledger.Services.GetRequiredService<ILog>();

    private async Task<List<Filed>> FileAll(int seed)
    {
        var reports = new List<Filed>();
        foreach (var report in Seeds.Reports)
        {
            var tree = JsonTree.Read(report);
            var id = string.Create(CultureInfo.InvariantCulture, $"edited-{seed}-{reports.Count}");
            tree.Set("id", $"\"{id}\"");
            var answer = await Post("/reports", Encoding.UTF8.GetBytes(tree.ToString()));
            Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
            reports.Add(new Filed(id, [.. report.GetProperty("claims").EnumerateArray()]));
        }

        return [.. reports.Where(report => report.Claims.Count > 0)];
    }

    /// <summary>One after the other, each for the version that the one before left.</summary>
    private async Task Edit(Filed report, Mutator mutator, ConcurrentBag<SpoiltAnswer> answers)
    {
        for (var n = 0; n < MutationsOfReport; n++)
        {
            var (number, what) = ((n / Kinds.Length % report.Claims.Count) + 1, Kinds[n % Kinds.Length]);
            var body = mutator.Spoil(JsonTree.Read(Whole(what, report.Claims[number - 1], n)));
            var answer = await Post($"/reports/{report.Id}/claims/{number}/{what}", body, report.Version);
            answers.Add(answer);
            if (answer.Status == HttpStatusCode.Created)
            {
                report.Version++;
                Assert.Equal(
                    $"v{report.Version}",
                    JsonElement.Parse(answer.Body).GetProperty("version").GetString()
                );
            }
        }

        var stream = await Log.ReadStream(ReportId.Read(report.Id).Value.Stream, Cancellation);
        Assert.Equal(
            Enumerable.Range(1, report.Version).Select(n => (long)n),
            stream.Select(entry => entry.Version)
        );
        Assert.All(
            stream.Skip(report.Claims.Count + 1),
            entry => Assert.IsAssignableFrom<LaterEvent>(RecordedEntry.Of(entry).Event)
        );
    }

    private async Task Judge(Mutator mutator, ConcurrentBag<SpoiltAnswer> answers)
    {
        string[] judgements = ["same", "different", "unsure"];
        for (var n = 0; n < Judgements; n++)
        {
            var whole =
                $$"""{"first":"s-{{n % 7}}","second":"s-{{n % 5}}x","judgement":"{{judgements[n % 3]}}","reason":"Reason {{n}}"}""";
            answers.Add(await Post("/judgements", mutator.Spoil(JsonTree.Read(Seeds.Parse(whole)))));
        }
    }

    /// <summary>A body that would be good for most claims.</summary>
    private static JsonElement Whole(string what, JsonElement claim, int n)
    {
        const string Ministry = """{"kind":"state","organisation":"Exercise Ministry","country":"UA"}""";
        var claimant = claim.TryGetProperty("claimant", out var who) ? who.GetRawText() : Ministry;
        var quantity = claim.TryGetProperty("quantity", out _) ? $"\"quantity\":\"over {n + 1},000\"," : "";
        var becomes = JsonTree.Read(claim);
        becomes.Members!.RemoveAll(member => member.Name == "\"quote\"");
        becomes.Set("summary", $"\"Mended {n}\"");
        return Seeds.Parse(
            what switch
            {
                "correction" =>
                    $$"""{{{quantity}}"claimant":{{claimant}},"via":["Wire {{n}}"],"stated":"2025-06-{{(n % 28) + 1:00}}","reason":"Reason {{n}}"}""",
                "withdrawal" => $$"""{"claimant":{{claimant}},"stated":"2025-07","reason":"Reason {{n}}"}""",
                "recording-error" => $$"""{"becomes":{{becomes}},"voids":[],"reason":"Reason {{n}}"}""",
                _ =>
                    $$"""{"grade":{"reliability":"{{"ABCDEF"[n % 6]}}","credibility":{{(n % 6) + 1}}},"reason":"Reason {{n}}"}""",
            }
        );
    }

    /// <summary>Whatever was accepted can be read: no list, figure or report stumbles over it.</summary>
    private async Task AssertShown(List<Filed> reports)
    {
        await ledger.UntilProjected(Cancellation);
        foreach (
            var list in new[] { "claims", "claimants", "statements", "corridors", "conflicts", "denials" }
        )
        {
            await Get($"/{list}?limit=1000");
        }

        foreach (var report in reports)
        {
            var page = await Get($"/reports/{report.Id}");
            Assert.Equal($"v{report.Version}", page.GetProperty("version").GetString());
            var later = page.GetProperty("claims")
                .EnumerateArray()
                .Sum(claim => claim.GetProperty("later").GetArrayLength());
            Assert.Equal(report.Version - 1 - report.Claims.Count, later);
        }

        foreach (var figure in (await Get("/figures?limit=1000")).GetProperty("items").EnumerateArray())
        {
            var address = $"/figures/{figure.GetProperty("figure").GetString()}";
            foreach (
                var part in new[] { "", "/revisions?axis=stated", "/revisions?axis=recorded", "/explanation" }
            )
            {
                await Get(address + part);
            }
        }
    }

    private async Task<SpoiltAnswer> Post(string address, byte[] body, int? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
        }

        using var response = await ledger.Client.SendAsync(request, Cancellation);
        return new SpoiltAnswer(
            body,
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(Cancellation)
        );
    }

    private async Task<JsonElement> Get(string address)
    {
        using var response = await ledger.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode} {body}");
        return JsonElement.Parse(body);
    }

    private sealed class Filed(string id, IReadOnlyList<JsonElement> claims)
    {
        public string Id { get; } = id;

        public IReadOnlyList<JsonElement> Claims { get; } = claims;

        public int Version { get; set; } = claims.Count + 1;
    }
}
