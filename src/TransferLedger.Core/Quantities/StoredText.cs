using System.Text.Json;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>A stored string that went through its door when it was written; one that no longer does is a broken store.</summary>
internal static class StoredText
{
    public static T Read<T>(ref Utf8JsonReader reader, Func<string, Outcome<T>> door)
        where T : notnull
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"A stored {typeof(T).Name} is a string, not {reader.TokenType}.");
        }

        var read = door(reader.GetString()!);
        return read.IsOk ? read.Value : throw new JsonException(read.Faults[0].Says);
    }
}
