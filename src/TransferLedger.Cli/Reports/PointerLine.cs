using System.Globalization;
using System.Text.Json;

namespace TransferLedger.Cli.Reports;

/// <summary>Finds the line of a JSON text that a pointer (RFC 6901) leads to.</summary>
internal static class PointerLine
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1_000 };

    /// <summary>Lines before it, from 0; for a text that is no JSON, those before the place where it stops being so.</summary>
    public static long Of(ReadOnlySpan<byte> json, string pointer)
    {
        try
        {
            return json[..(int)StartOf(json, pointer)].Count((byte)'\n');
        }
        catch (JsonException e)
        {
            return e.LineNumber ?? 0;
        }
    }

    private static long StartOf(ReadOnlySpan<byte> json, string pointer)
    {
        var reader = new Utf8JsonReader(json, Deep);
        reader.Read();
        var start = 0L;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            if (
                !Descend(
                    ref reader,
                    part.Replace("~1", "/", StringComparison.Ordinal)
                        .Replace("~0", "~", StringComparison.Ordinal)
                )
            )
            {
                return start;
            }

            start = reader.TokenStartIndex;
        }

        if (pointer.Length == 0)
        {
            // To the end, so that a syntax error is found.
            reader.Skip();
            reader.Read();
        }

        return start;
    }

    private static bool Descend(ref Utf8JsonReader reader, string part) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject => ToMember(ref reader, part),
            JsonTokenType.StartArray => int.TryParse(part, CultureInfo.InvariantCulture, out var index)
                && ToElement(ref reader, index),
            _ => false,
        };

    private static bool ToMember(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool ToElement(ref Utf8JsonReader reader, int index)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == index)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
