using System.Diagnostics.Metrics;
using System.Text;
using TransferLedger.Server.Metrics;

namespace TransferLedger.Scenarios.Metrics;

/// <summary>The rules of Prometheus' text format, one by one.</summary>
public sealed class TextFormatTests : IDisposable
{
    private readonly Meter meter = new("text-format");

    [Theory]
    [InlineData("http.server.request.duration", "s", false, "http_server_request_duration_seconds")]
    [InlineData("transferledger_lag_seconds", "s", false, "transferledger_lag_seconds")]
    [InlineData("dotnet.process.memory.working_set", "By", false, "dotnet_process_memory_working_set_bytes")]
    [InlineData("dotnet.process.cpu.time", "s", true, "dotnet_process_cpu_time_seconds_total")]
    [InlineData("entries_total", null, true, "entries_total")]
    [InlineData("db.client.connection.count", "{connection}", false, "db_client_connection_count")]
    [InlineData("2nd-thing", null, false, "_2nd_thing")]
    public void An_instrument_is_named_as_OpenTelemetry_names_it(
        string instrument,
        string? unit,
        bool isCounter,
        string name
    ) => Assert.Equal(name, PrometheusText.NameOf(instrument, unit, isCounter));

    [Fact]
    public void Values_of_labels_are_escaped()
    {
        var labels = PrometheusText.Labels([KeyValuePair.Create("a.b", "say \"x\\y\"\nand é")]);
        Assert.Equal("""a_b="say \"x\\y\"\nand é" """.TrimEnd(), labels);
    }

    [Fact]
    public void Help_is_escaped_and_keeps_its_quotes()
    {
        var text = new StringBuilder();
        PrometheusText.WriteHead(text, "x", "a \"word\" \\ and\na line", "gauge");
        Assert.Equal("# HELP x a \"word\" \\\\ and\\na line\n# TYPE x gauge\n", text.ToString());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.005, "0.005")]
    [InlineData(1e21, "1E+21")]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_are_written_as_Go_reads_them(double value, string text) =>
        Assert.Equal(text, PrometheusText.Number(value));

    [Fact]
    public void Buckets_are_cumulative_and_hold_their_upper_end()
    {
        var histogram = meter.CreateHistogram(
            "sizes",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4] }
        );
        var family = new Family(histogram, new Exposed("sizes", []));
        foreach (var size in new[] { 1, 2, 3, 4, 5 })
        {
            family.Take(size, []);
        }

        Assert.Equal(
            """
            # HELP sizes
            # TYPE sizes histogram
            sizes_bucket{le="1"} 1
            sizes_bucket{le="2"} 2
            sizes_bucket{le="4"} 4
            sizes_bucket{le="+Inf"} 5
            sizes_sum 15
            sizes_count 5

            """.ReplaceLineEndings("\n"),
            Written(family).Replace("sizes \n", "sizes\n", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Tags_that_are_not_asked_for_are_added_up()
    {
        var family = new Family(meter.CreateCounter<int>("seen"), new Exposed("seen", ["kind"]));
        family.Take(1, [Tag("kind", "a"), Tag("who", "x")]);
        family.Take(2, [Tag("who", "y"), Tag("kind", "a")]);
        family.Take(4, [Tag("kind", "b")]);
        var read = Exposition.Read(Written(family));
        Assert.Equal((3, 4), (read["seen_total{kind=\"a\"}"], read["seen_total{kind=\"b\"}"]));
        Assert.Equal(2, read.Samples.Count);
    }

    [Fact]
    public void What_concerns_another_pool_is_left_out()
    {
        var pools = new Pools("Host=a,b:5433;Database=mine;Username=me");
        var family = new Family(meter.CreateUpDownCounter<int>("waiting"), new Exposed("waiting", [], pools));
        family.Take(1, [Tag(Pools.NameTag, "Host=a;Database=mine;Username=me")]);
        family.Take(2, [Tag(Pools.NameTag, "Host=b;Port=5433;Database=mine;Username=me")]);
        family.Take(4, [Tag(Pools.NameTag, "Host=a;Database=yours;Username=me")]);
        family.Take(8, []);
        Assert.Equal(3, Exposition.Read(Written(family))["waiting"]);
    }

    [Fact]
    public void An_observation_takes_the_place_of_the_last_one()
    {
        var gauge = meter.CreateObservableGauge("level", () => 0);
        var family = new Family(gauge, new Exposed("level", ["of"]));
        family.Take(5, [Tag("of", "a"), Tag("in", "x")]);
        family.Take(3, [Tag("of", "a"), Tag("in", "y")]);
        Assert.Equal(8, Exposition.Read(Written(family))["level{of=\"a\"}"]);
        family.ForgetObserved();
        Assert.Empty(Written(family));
    }

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    private static string Written(Family family)
    {
        var text = new StringBuilder();
        family.Write(text);
        return text.ToString();
    }
}
