using System.Collections.Immutable;

namespace TransferLedger.Server.Metrics;

/// <summary>An instrument that <c>/metrics</c> shows.</summary>
/// <param name="Labels">
/// The tags that tell its series apart; the others are added up, so that no caller can make series without end. Null: all.
/// </param>
/// <param name="Only">The pools to which a measurement must belong; null: it belongs to none.</param>
internal sealed record Exposed(string Instrument, ImmutableArray<string>? Labels = null, Pools? Only = null)
{
    /// <summary>Of ASP.NET Core.</summary>
    public static readonly ImmutableArray<Exposed> OfRequests =
    [
        new(
            "http.server.request.duration",
            ["http.route", "http.request.method", "http.response.status_code"]
        ),
        new("http.server.active_requests", []),
    ];

    /// <summary>Of .NET: one process, whatever runs in it.</summary>
    public static readonly ImmutableArray<Exposed> OfProcess =
    [
        new("dotnet.process.cpu.time", []),
        new("dotnet.process.memory.working_set", []),
        new("dotnet.gc.pause.time", []),
        new("dotnet.thread_pool.queue.length", []),
    ];

    /// <summary>Of Npgsql.</summary>
    public static ImmutableArray<Exposed> OfPools(Pools pools) =>
        [
            new("db.client.connection.count", ["db.client.connection.state"], pools),
            new("db.client.connection.max", [], pools),
            new("db.client.connection.npgsql.pending_requests", [], pools),
            new("db.client.connection.npgsql.timeouts", [], pools),
        ];

    public bool Concerns(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Only is null)
        {
            return true;
        }

        foreach (var (name, value) in tags)
        {
            if (name == Pools.NameTag)
            {
                return value is string pool && Only.Hold(pool);
            }
        }

        return false;
    }

    /// <summary>As they stand between braces.</summary>
    public string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty || Labels is [])
        {
            return "";
        }

        var labels = new List<KeyValuePair<string, string>>(tags.Length);
        foreach (var (name, value) in tags)
        {
            if (value is not null && Labels?.Contains(name) != false)
            {
                labels.Add(KeyValuePair.Create(name, $"{value}"));
            }
        }

        labels.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return PrometheusText.Labels(labels);
    }
}
