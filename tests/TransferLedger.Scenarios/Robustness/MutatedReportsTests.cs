using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Core.Log;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>Ten thousand spoilt reports over HTTP: each is filed whole or refused with reasons.</summary>
public sealed class MutatedReportsTests(PatientLedger ledger) : IClassFixture<PatientLedger>
{
    private const int Mutations = 10_000;
    private const int AtOnce = 8;
    private const int LookedUp = 100;
    private const int Listed = 1_000;

    public static TheoryData<int> Chosen => Seeds.Chosen;

    [Theory]
    [MemberData(nameof(Chosen))]
    public async Task Each_is_filed_whole_or_refused_with_reasons(int seed)
    {
        var answers = await PostAll(Spoilt(seed), seed);
        var wrong = answers.Select(answer => answer.Wrong()).OfType<string>().Take(5).ToList();
        Assert.True(wrong.Count == 0, $"Seed {seed}:\n{string.Join("\n\n", wrong)}");

        var stored = await WholeLog.Reports(Services.GetRequiredService<ILog>(), Cancellation);
        var filed = answers.Where(answer => answer.Status == HttpStatusCode.Created).ToList();
        Assert.InRange(filed.Count, Mutations / 20, Mutations);
        Assert.All(filed, answer => AssertKept(answer, stored[answer.Report]));
        await AssertShown(filed, stored, seed);
    }

    private IServiceProvider Services => ledger.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<byte[]> Spoilt(int seed)
    {
        var mutator = new Mutator(seed);
        for (var n = 0; n < Mutations; n++)
        {
            yield return mutator.Spoil(Seeds.Reports[n % Seeds.Reports.Count], $"spoilt-{seed}-{n}");
        }
    }

    private async Task<IReadOnlyCollection<SpoiltAnswer>> PostAll(IEnumerable<byte[]> bodies, int seed)
    {
        var answers = new ConcurrentBag<SpoiltAnswer>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = AtOnce,
            CancellationToken = Cancellation,
        };
        await Parallel.ForEachAsync(
            bodies,
            options,
            async (body, cancellation) => answers.Add(await Post(body, cancellation))
        );
        Assert.True(answers.Count == Mutations, $"Seed {seed}: {answers.Count} answers.");
        return answers;
    }

    private async Task<SpoiltAnswer> Post(byte[] body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await ledger.Client.PostAsync("/reports", content, cancellation);
        return new SpoiltAnswer(
            body,
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(cancellation)
        );
    }

    private static void AssertKept(SpoiltAnswer answer, List<JsonElement> stored)
    {
        var sent = JsonElement.Parse(answer.Sent);
        var claims = sent.GetProperty("claims").EnumerateArray().ToList();
        Assert.Equal(claims.Count, stored.Count - 1);
        var changed = sent.EnumerateObject()
            .Where(m => m.Name is "title" or "publisher" or "language" or "url" or "published")
            .Where(m => m.Value.ValueKind == JsonValueKind.String)
            .SelectMany(m => Kept.Changed(m.Value, stored[0].GetProperty(m.Name), $"/{m.Name}"))
            .Concat(claims.SelectMany((claim, i) => Kept.Changed(claim, stored[i + 1], $"/claims/{i}")));
        Assert.True(!changed.Any(), $"{string.Join(", ", changed)} of {answer}");
    }

    /// <summary>Reads show every claim of the log, and the reports that are looked up show theirs.</summary>
    private async Task AssertShown(
        List<SpoiltAnswer> filed,
        Dictionary<string, List<JsonElement>> stored,
        int seed
    )
    {
        await ledger.UntilProjected(Cancellation);
        var listed = await ClaimsListed();
        Assert.Equal(
            stored
                .SelectMany(report =>
                    Enumerable.Range(1, report.Value.Count - 1).Select(n => $"{report.Key}#{n}")
                )
                .Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal)
        );
        foreach (var answer in new Random(seed).GetItems(filed.ToArray(), LookedUp))
        {
            var page = await Get($"/reports/{answer.Report}");
            Assert.Equal(
                Enumerable.Range(1, stored[answer.Report].Count - 1).Select(n => $"{answer.Report}#{n}"),
                page.GetProperty("claims").EnumerateArray().Select(c => c.GetProperty("claim").GetString()!)
            );
        }
    }

    private async Task<List<string>> ClaimsListed()
    {
        var claims = new List<string>();
        var cursor = "";
        do
        {
            var page = await Get($"/claims?limit={Listed}{cursor}");
            claims.AddRange(
                page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("claim").GetString()!)
            );
            cursor = page.GetProperty("next").GetString() is { } next
                ? $"&cursor={Uri.EscapeDataString(next)}"
                : null;
        } while (cursor is not null);

        return claims;
    }

    private async Task<JsonElement> Get(string address)
    {
        using var response = await ledger.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode} {body}");
        return JsonElement.Parse(body);
    }
}
