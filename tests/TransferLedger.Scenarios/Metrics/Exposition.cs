using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace TransferLedger.Scenarios.Metrics;

/// <summary>Prometheus' text format read strictly: whatever breaks one of its rules fails the test.</summary>
internal sealed partial class Exposition
{
    private static readonly string[] Types = ["counter", "gauge", "histogram", "summary", "untyped"];
    private static readonly string[] HistogramParts = ["_bucket", "_sum", "_count"];

    private readonly Dictionary<string, double> samples = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal);
    private readonly HashSet<string> helped = new(StringComparer.Ordinal);
    private string? family;

    public IReadOnlyDictionary<string, double> Samples => samples;

    /// <param name="sample"><c>name</c>, or <c>name{label="value"}</c> with the labels in alphabetical order.</param>
    public double this[string sample] =>
        samples.TryGetValue(sample, out var value)
            ? value
            : throw new KeyNotFoundException(
                $"There is no {sample} among\n{string.Join('\n', samples.Keys)}"
            );

    public IEnumerable<string> Families => types.Keys;

    public string TypeOf(string name) => types[name];

    public static async Task<Exposition> Scrape(HttpClient client)
    {
        using var response = await client.GetAsync(
            new Uri("/metrics", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            "version=0.0.4",
            response.Content.Headers.ContentType.ToString(),
            StringComparison.Ordinal
        );
        return Read(text);
    }

    /// <summary>
    /// Scrapes until all that was asked is counted: a request is measured only after its answer has gone out.
    /// </summary>
    public static Task<Exposition> Scrape(
        HttpClient client,
        Func<Exposition, bool> until,
        [CallerArgumentExpression(nameof(until))] string what = ""
    ) => Eventually.Gives(() => Scrape(client), until, read => $"Never: {what}, among\n{read}", what);

    /// <summary>A scrape that the database answered in time: on a busy machine it may not.</summary>
    public static Task<Exposition> ScrapeAll(HttpClient client) =>
        Scrape(client, read => read["transferledger_database_up"] == 1);

    public override string ToString() =>
        string.Join('\n', samples.Select(sample => $"{sample.Key} {sample.Value}"));

    public static Exposition Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var read = new Exposition();
        foreach (var line in text.Split('\n').SkipLast(1))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                read.ReadHead(line);
            }
            else
            {
                read.ReadSample(line);
            }
        }

        read.CheckHistograms();
        return read;
    }

    /// <summary>How many requests of a route, a method and a status were measured; 0 where there was none.</summary>
    public double Requests(string method, string? route, int status)
    {
        var labels = $"http_request_method=\"{method}\",http_response_status_code=\"{status}\"";
        var more = route is null ? "" : $",http_route=\"{route}\"";
        return samples.GetValueOrDefault($"http_server_request_duration_seconds_count{{{labels}{more}}}");
    }

    private void ReadHead(string line)
    {
        var head = Head().Match(line);
        Assert.True(head.Success, line);
        var name = head.Groups["name"].Value;
        if (head.Groups["kind"].Value == "HELP")
        {
            Assert.True(helped.Add(name), $"{name} is explained twice.");
            Assert.DoesNotMatch(
                @"\\(?![\\n])",
                head.Groups["rest"].Value.Replace(@"\\", "", StringComparison.Ordinal)
            );
            return;
        }

        Assert.Contains(head.Groups["rest"].Value, Types);
        Assert.True(types.TryAdd(name, head.Groups["rest"].Value), $"{name} has two types.");
        family = name;
    }

    private void ReadSample(string line)
    {
        var sample = Sample().Match(line);
        Assert.True(sample.Success, line);
        var name = sample.Groups["name"].Value;
        var part = HistogramParts.FirstOrDefault(p => types[family!] == "histogram" && name == family + p);
        Assert.True(
            part is not null || (name == family && types[name] != "histogram"),
            $"{line} stands under {family}."
        );
        if (types[family!] == "counter")
        {
            Assert.EndsWith("_total", name, StringComparison.Ordinal);
        }

        var key = sample.Groups["key"].Value;
        Assert.True(samples.TryAdd(key, Number(sample.Groups["value"].Value)), $"{key} stands there twice.");
        order.Add(key);
    }

    private void CheckHistograms()
    {
        foreach (var name in types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            var buckets = order
                .Select(key => (Key: key, Match: Bucket().Match(key)))
                .Where(b => b.Match.Success && b.Match.Groups["name"].Value == $"{name}_bucket")
                .GroupBy(b => b.Match.Groups["labels"].Value.TrimEnd(','));
            foreach (var series in buckets)
            {
                var ends = series.Select(b => Number(b.Match.Groups["le"].Value)).ToList();
                var counts = series.Select(b => samples[b.Key]).ToList();
                Assert.Equal(ends.Order(), ends);
                Assert.Equal(counts.Order(), counts);
                Assert.Equal(double.PositiveInfinity, ends[^1]);
                var labels = series.Key.Length == 0 ? "" : $"{{{series.Key}}}";
                Assert.Equal(samples[$"{name}_count{labels}"], counts[^1]);
                Assert.True(samples.ContainsKey($"{name}_sum{labels}"));
            }
        }
    }

    private static double Number(string text) =>
        text switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        };

    [GeneratedRegex(
        @"^# (?<kind>HELP|TYPE) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<rest>.*)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Head();

    [GeneratedRegex(
        @"^(?<key>(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*=""([^""\\]|\\[\\n""])*""(,[a-zA-Z_][a-zA-Z0-9_]*=""([^""\\]|\\[\\n""])*"")*\})?) (?<value>\S+)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Sample();

    [GeneratedRegex(@"^(?<name>[^{]+)\{(?<labels>.*)le=""(?<le>[^""]+)""\}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Bucket();
}
