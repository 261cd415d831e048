using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TransferLedger.Core.Events;

/// <summary>
/// Stored names of the events, the one place that knows them. A name never changes its meaning; a new shape gets a new name.
/// </summary>
public static class EventNames
{
    private static readonly FrozenDictionary<string, Type> ByName = new Dictionary<string, Type>
    {
        ["report-filed.v1"] = typeof(ReportFiled),
        ["containers-reported.v1"] = typeof(ContainersReported),
        ["munitions-capacity-estimated.v1"] = typeof(MunitionsCapacityEstimated),
        ["items-reported.v1"] = typeof(ItemsReported),
        ["shipment-route-observed.v1"] = typeof(ShipmentRouteObserved),
        ["denial-issued.v1"] = typeof(DenialIssued),
        ["absence-observed.v1"] = typeof(AbsenceObserved),
        ["quality-assessed.v1"] = typeof(QualityAssessed),
        ["share-reported.v1"] = typeof(ShareReported),
        ["production-observed.v1"] = typeof(ProductionObserved),
        ["evidence-cited.v1"] = typeof(EvidenceCited),
        ["claim-corrected.v1"] = typeof(ClaimCorrected),
        ["claim-withdrawn.v1"] = typeof(ClaimWithdrawn),
        ["recording-error-corrected.v1"] = typeof(RecordingErrorCorrected),
        ["statements-judged.v1"] = typeof(StatementsJudged),
        ["claim-graded.v1"] = typeof(ClaimGraded),
        ["excerpt-erased.v1"] = typeof(ExcerptErased),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> ByType = ByName.ToFrozenDictionary(
        n => n.Value,
        n => n.Key
    );

    /// <summary>All stored names, ordinally.</summary>
    public static IEnumerable<string> All => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>Those of the events of a kind: of all claims, of all that may happen to one later.</summary>
    public static IReadOnlyList<string> Kinds(Type kind) =>
        [.. All.Where(name => TypeOf(name).IsSubclassOf(kind))];

    /// <summary>What a filer writes: <c>containers-reported</c>.</summary>
    public static string WithoutVersion(string name) => name[..name.IndexOf(".v", StringComparison.Ordinal)];

    public static string Of(LedgerEvent ledgerEvent) => ByType[ledgerEvent.GetType()];

    public static string Of<T>()
        where T : LedgerEvent => ByType[typeof(T)];

    /// <summary>The record that a stored name stands for. An unknown name is a log from a newer version: it throws.</summary>
    public static Type TypeOf(string name) =>
        ByName.TryGetValue(name, out var type)
            ? type
            : throw new UnknownEventException($"\"{name}\" is no event that this version knows.");
}

/// <summary>The log holds an event that this version does not know: stop, loudly.</summary>
public sealed class UnknownEventException(string message) : Exception(message);

/// <summary>
/// The member <c>data</c> of an entry: compact JSON, camel case, kebab-case enumerations, what is null left out. A Marten
/// service with the same settings reads the same records (marten.md).
/// </summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } = Frozen();

    public static byte[] Write(LedgerEvent ledgerEvent) =>
        JsonSerializer.SerializeToUtf8Bytes(ledgerEvent, ledgerEvent.GetType(), Options);

    public static LedgerEvent Read(string name, ReadOnlySpan<byte> data) =>
        (LedgerEvent?)JsonSerializer.Deserialize(data, EventNames.TypeOf(name), Options)
        ?? throw new JsonException($"The data of a {name} is null.");

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

/// <summary>A claim inside another event, with its stored name beside it.</summary>
[JsonConverter(typeof(NamedClaimConverter))]
public sealed record NamedClaim(Claim Claim);

/// <summary><c>{"type":"containers-reported.v1","data":{…}}</c>.</summary>
public sealed class NamedClaimConverter : JsonConverter<NamedClaim>
{
    public override NamedClaim Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var name =
            document.RootElement.GetProperty("type").GetString()
            ?? throw new JsonException("A claim has a type.");
        return
            document.RootElement.GetProperty("data").Deserialize(EventNames.TypeOf(name), options)
                is Claim claim
            ? new NamedClaim(claim)
            : throw new JsonException($"{name} is no claim.");
    }

    public override void Write(Utf8JsonWriter writer, NamedClaim value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", EventNames.Of(value.Claim));
        writer.WritePropertyName("data");
        JsonSerializer.Serialize(writer, value.Claim, value.Claim.GetType(), options);
        writer.WriteEndObject();
    }
}
