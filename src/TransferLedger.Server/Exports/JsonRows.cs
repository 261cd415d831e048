using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;

namespace TransferLedger.Server.Exports;

/// <summary>Rows as NDJSON: one object a line, null where a cell is empty.</summary>
internal sealed class JsonRows<TRow>(ImmutableArray<Column<TRow>> columns, IBufferWriter<byte> to)
    : IRows<TRow>
{
    private readonly Utf8JsonWriter json = new(
        to,
        new JsonWriterOptions { Encoder = AnswerJson.Options.Encoder }
    );

    public void Write(TRow row)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WritePropertyName(column.Name);
            Write(column.Value(row));
        }

        json.WriteEndObject();
        json.Flush();
        json.Reset();
        to.Write("\n"u8);
    }

    public void Dispose() => json.Dispose();

    private void Write(object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case decimal number:
                // Without the zeros behind the point that a division leaves.
                json.WriteNumberValue(number / 1.0000000000000000000000000000m);
                break;
            case List<object> list:
                JsonSerializer.Serialize(json, list, EventJson.Options);
                break;
            default:
                JsonSerializer.Serialize(json, cell, cell.GetType(), AnswerJson.Options);
                break;
        }
    }
}
