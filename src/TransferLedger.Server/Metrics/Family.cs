using System.Diagnostics.Metrics;
using System.Text;

namespace TransferLedger.Server.Metrics;

/// <summary>All that one instrument has measured: one series for each set of labels.</summary>
internal sealed class Family
{
    private const string Counter = "counter";
    private const string Gauge = "gauge";
    private const string Histogram = "histogram";

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Series> series = new(StringComparer.Ordinal);
    private readonly Exposed exposed;
    private readonly string help;
    private readonly string type;
    private readonly double[] bounds;
    private readonly bool isObserved;

    public Family(Instrument instrument, Exposed exposed)
    {
        this.exposed = exposed;
        help = instrument.Description ?? "";
        type = TypeOf(instrument);
        isObserved = instrument.IsObservable;
        bounds = type == Histogram ? BoundsOf(instrument) : [];
        Name = PrometheusText.NameOf(instrument.Name, instrument.Unit, type == Counter);
        if (!isObserved && exposed.Labels is [])
        {
            // So that the first event is seen as a rise from zero.
            series[""] = new Series(bounds.Length);
        }
    }

    public string Name { get; }

    /// <summary>Adds what was measured.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!exposed.Concerns(tags))
        {
            return;
        }

        var labels = exposed.LabelsOf(tags);
        lock (gate)
        {
            if (!series.TryGetValue(labels, out var one))
            {
                series[labels] = one = new Series(bounds.Length);
            }

            one.Take(value, bounds);
        }
    }

    /// <summary>Before each observation: it says all anew, and what it no longer says must not go on with its last value.</summary>
    public void ForgetObserved()
    {
        if (isObserved)
        {
            lock (gate)
            {
                series.Clear();
            }
        }
    }

    public void Write(StringBuilder text)
    {
        lock (gate)
        {
            if (series.Count == 0)
            {
                return;
            }

            PrometheusText.WriteHead(text, Name, help, type);
            foreach (var (labels, one) in series)
            {
                if (type == Histogram)
                {
                    one.WriteHistogram(text, Name, labels, bounds);
                }
                else
                {
                    PrometheusText.WriteSample(text, Name, labels, one.Sum);
                }
            }
        }
    }

    private static string TypeOf(Instrument instrument)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        return kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? Counter
            : kind == typeof(Histogram<>) ? Histogram
            : Gauge;
    }

    private static double[] BoundsOf(Instrument instrument) =>
        instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
            Histogram<int> { Advice.HistogramBucketBoundaries: { } advised } =>
            [
                .. advised.Select(b => (double)b),
            ],
            _ => throw new NotSupportedException($"{instrument.Name} does not say where its buckets end."),
        };

    private sealed class Series(int bounds)
    {
        private readonly long[] buckets = new long[bounds + 1];

        public double Sum { get; private set; }

        public void Take(double value, double[] bounds)
        {
            Sum += value;
            var bucket = Array.BinarySearch(bounds, value);
            buckets[bucket < 0 ? ~bucket : bucket]++;
        }

        public void WriteHistogram(StringBuilder text, string name, string labels, double[] bounds)
        {
            var below = 0L;
            for (var i = 0; i < buckets.Length; i++)
            {
                below += buckets[i];
                var le = PrometheusText.Number(i < bounds.Length ? bounds[i] : double.PositiveInfinity);
                var all = labels.Length == 0 ? $"le=\"{le}\"" : $"{labels},le=\"{le}\"";
                PrometheusText.WriteSample(text, $"{name}_bucket", all, below);
            }

            PrometheusText.WriteSample(text, $"{name}_sum", labels, Sum);
            PrometheusText.WriteSample(text, $"{name}_count", labels, below);
        }
    }
}
