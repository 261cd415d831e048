using System.Globalization;
using System.Text;

namespace TransferLedger.Server.Metrics;

/// <summary>Prometheus' text format, version 0.0.4: names, escapes and lines.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>
    /// The name of an instrument here: <c>http.server.request.duration</c> in <c>s</c> is
    /// <c>http_server_request_duration_seconds</c>, and a counter ends in <c>_total</c>, as OpenTelemetry has it.
    /// </summary>
    /// <param name="unit">UCUM: <c>s</c>, <c>By</c>; what is counted, <c>{request}</c>, is left out.</param>
    public static string NameOf(string instrument, string? unit, bool isCounter)
    {
        var name = Word(instrument);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        name = name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix;
        return !isCounter || name.EndsWith("_total", StringComparison.Ordinal) ? name : name + "_total";
    }

    /// <summary>Letters, digits and underlines, none of the digits first: what a label may be called.</summary>
    public static string Word(string name)
    {
        var word = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            word.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        return char.IsAsciiDigit(word[0]) ? $"_{word}" : word.ToString();
    }

    /// <summary><c>method="GET",route="/a\\b"</c>: what stands between the braces.</summary>
    public static string Labels(IEnumerable<KeyValuePair<string, string>> labels) =>
        string.Join(',', labels.Select(label => $"{Word(label.Key)}=\"{Escape(label.Value)}\""));

    public static void WriteHead(StringBuilder text, string name, string help, string type)
    {
        var told = help.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        text.Append("# HELP ").Append(name).Append(' ').Append(told).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    /// <param name="labels">As <see cref="Labels"/> writes them; empty: none.</param>
    public static void WriteSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : double.IsNaN(value) ? "NaN"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string value) =>
        value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
