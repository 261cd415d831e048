using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLedger.Core.Events;

namespace TransferLedger.Postgres.Projections;

/// <summary>What is worked out and stored in a read table: as events are written, but with its nulls, which it is read by.</summary>
internal static class RowJson
{
    public static JsonSerializerOptions Options { get; } =
        new(EventJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };
}
