using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Numerics;
using System.Text;
using Npgsql;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Server.Metrics;

/// <summary>
/// What this server has measured since it was made: its own instruments and a choice of those of ASP.NET Core, Npgsql and
/// .NET. Of two servers in one process each sees its own alone.
/// </summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private readonly Lock writing = new();
    private readonly SortedDictionary<string, Family> families = new(StringComparer.Ordinal);
    private readonly Meter ledger;
    private readonly IMeterFactory requests;
    private readonly ImmutableArray<Exposed> pools;

    public Measurements(PostgresLog log, IMeterFactory requests, NpgsqlDataSource database)
    {
        (ledger, this.requests) = (log.Meter, requests);
        pools = Exposed.OfPools(new Pools(database.ConnectionString));
        listener.InstrumentPublished = (instrument, _) => Listen(instrument);
        listener.SetMeasurementEventCallback<int>(Take);
        listener.SetMeasurementEventCallback<long>(Take);
        listener.SetMeasurementEventCallback<double>(Take);
        listener.Start();
    }

    /// <summary>In Prometheus' text format.</summary>
    public string Write()
    {
        lock (writing)
        {
            var all = Families();
            all.ForEach(family => family.ForgetObserved());
            listener.RecordObservableInstruments();
            var text = new StringBuilder();
            all.ForEach(family => family.Write(text));
            return text.ToString();
        }
    }

    public void Dispose() => listener.Dispose();

    private void Listen(Instrument instrument)
    {
        if (ExposedAs(instrument) is not { } exposed)
        {
            return;
        }

        var family = new Family(instrument, exposed);
        lock (gate)
        {
            families[family.Name] = family;
        }

        listener.EnableMeasurementEvents(instrument, family);
    }

    private Exposed? ExposedAs(Instrument instrument)
    {
        if (ReferenceEquals(instrument.Meter, ledger))
        {
            return new Exposed(instrument.Name, instrument.IsObservable ? null : []);
        }

        var choice = instrument.Meter switch
        {
            { Name: "Microsoft.AspNetCore.Hosting", Scope: var scope }
                when ReferenceEquals(scope, requests) => Exposed.OfRequests,
            { Name: "Npgsql" } => pools,
            { Name: "System.Runtime" } => Exposed.OfProcess,
            _ => [],
        };
        return choice.FirstOrDefault(exposed => exposed.Instrument == instrument.Name);
    }

    private List<Family> Families()
    {
        lock (gate)
        {
            return [.. families.Values];
        }
    }

    private static void Take<T>(
        Instrument instrument,
        T value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? family
    )
        where T : struct, INumber<T> => ((Family)family!).Take(double.CreateChecked(value), tags);
}
