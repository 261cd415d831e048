using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Filing;

/// <summary>One JSON object as it was sent: its size, its letters and its nesting are looked at before its members.</summary>
internal static class JsonBody
{
    /// <param name="what">What the body should hold, as it stands in a sentence: "report".</param>
    public static Outcome<T> Read<T>(
        ReadOnlyMemory<byte> json,
        string what,
        Func<JsonElement, Outcome<T>> read
    )
        where T : notnull
    {
        if (json.Length > Limits.BodyBytes)
        {
            return Fault.At(
                "body.too-large",
                $"A {what} has at most {Limits.BodyBytes:N0} bytes; this one has {json.Length:N0}."
            );
        }

        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return Fault.At("body.empty", $"There is no {what} in the body. Send one as a JSON object.");
        }

        if (!Utf8.IsValid(json.Span))
        {
            return Fault.At(
                "text.not-utf8",
                "The body is not well-formed UTF-8. Save it as UTF-8 and send it again."
            );
        }

        try
        {
            using var document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { MaxDepth = Limits.Depth }
            );
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            return IsTooDeep(json.Span)
                ? Fault.At(
                    "json.too-deep",
                    $"Arrays and objects stand inside each other more than {Limits.Depth} deep; a {what} needs less."
                )
                : Fault.At(
                    "json.unreadable",
                    $"The body is no JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}. Mend it there and send it again."
                );
        }
    }

    /// <summary>The body's members as a value, or every fault that was found in them.</summary>
    /// <param name="read">Its answer counts only where nothing was refused.</param>
    public static Outcome<T> ReadForm<T>(ReadOnlyMemory<byte> json, string what, Func<JsonForm, T?> read)
        where T : class =>
        Read<T>(
            json,
            what,
            root =>
            {
                var faults = new List<Fault>();
                var form = new JsonForm(root, "", faults);
                var value = read(form);
                form.Done();
                return faults.Count > 0 ? faults.ToImmutableArray() : value!;
            }
        );

    private static bool IsTooDeep(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Limits.Depth + 1 });
        try
        {
            while (reader.Read())
            {
                if (
                    reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                    && reader.CurrentDepth == Limits.Depth
                )
                {
                    return true;
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
