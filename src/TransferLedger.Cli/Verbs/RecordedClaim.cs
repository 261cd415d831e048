using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Cli.Verbs;

/// <summary>A claim as our record has it, in the form in which a report gives claims.</summary>
internal static class RecordedClaim
{
    /// <summary>Members that stand in what is stored and not in what is filed: they follow from the report.</summary>
    private static readonly string[] OfTheReport = ["claim", "publisher", "published", "quote"];

    private static readonly string[] Quantities = ["quantity", "voyages"];

    /// <summary>As recorded, our own errors mended and graded; what its publisher said later is laid over that by the ledger.</summary>
    public static async Task<JsonObject> InReportForm(
        ClaimAnswer seen,
        ServerClient server,
        CancellationToken cancellation
    )
    {
        var entry = (await server.Get($"entries/{seen.Position}", cancellation)).AsNode();
        var filed = Read((string)entry["type"]!, entry["data"]!.ToJsonString());
        var history = new ClaimHistory(At(seen, seen.Position, version: 0, seen.RecordedAt, filed));
        foreach (var later in seen.Later ?? [])
        {
            // Answers give the type without the version of its shape, and entries always in the newest.
            var happened = Read(
                EventNames.All.Last(name => IsOf(name, later.Event)),
                later.Data.GetRawText()
            );
            history.Add(At(seen, later.Position, long.Parse(later.Version[1..]), later.RecordedAt, happened));
        }

        return InReportForm(history.AsRecorded());
    }

    /// <summary>The form that a report and a recording error take.</summary>
    public static JsonObject InReportForm(Claim claim)
    {
        var stored = JsonNode.Parse(EventJson.Write(claim))!.AsObject();
        var name = EventNames.Of(claim);
        var form = new JsonObject { ["type"] = name[..name.IndexOf(".v", StringComparison.Ordinal)] };
        foreach (var (member, value) in stored.Where(member => !OfTheReport.Contains(member.Key)))
        {
            form[member] = value?.DeepClone();
        }

        foreach (var member in Quantities.Where(form.ContainsKey))
        {
            var quantity = form[member].Deserialize<Quantity>(EventJson.Options)!;
            form[member] = Given(quantity);
            if (!quantity.Per.IsTotal)
            {
                form["per"] = quantity.Per.Name;
            }
        }

        return form;
    }

    /// <summary>The words where they alone give the reading; else with the fields that were given beside them.</summary>
    private static JsonNode Given(Quantity quantity)
    {
        if (
            quantity.Words is { } words
            && Quantity.Of(words, fields: null, quantity.Per, quantity.Unit) is { IsOk: true } read
            && read.Value == quantity
        )
        {
            return JsonValue.Create(words);
        }

        var given = new JsonObject();
        Add(given, "words", quantity.Words);
        if (quantity.Reading is { } reading)
        {
            Add(given, "point", reading.Point);
            Add(given, "low", reading.Low);
            Add(given, "lowExclusive", reading.LowExclusive ? true : null);
            Add(given, "high", reading.High);
            Add(given, "highExclusive", reading.HighExclusive ? true : null);
            Add(given, "approximate", reading.Approximate ? true : null);
        }

        return given;
    }

    private static void Add(JsonObject form, string member, JsonNode? value)
    {
        if (value is not null)
        {
            form[member] = value;
        }
    }

    private static bool IsOf(string storedName, string type) =>
        storedName.StartsWith($"{type}.v", StringComparison.Ordinal);

    private static LedgerEvent Read(string name, string json) =>
        EventJson.Read(name, System.Text.Encoding.UTF8.GetBytes(json));

    private static Recorded At(
        ClaimAnswer seen,
        long position,
        long version,
        DateTime recordedAt,
        LedgerEvent what
    ) => new(new Position(position), ReportId.Read(seen.Report).Value.Stream, version, recordedAt, what);
}
