using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Postgres.Excerpts;

namespace TransferLedger.Cli.Quotes;

/// <summary>A line of an export: <c>{"entry":"…","salt":"64 hexadecimal digits","text":"…"}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ExcerptLine(Guid Entry, string Salt, string Text)
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    // Never what the line holds: complaints end up in logs.
    private static Fault Unreadable =>
        Fault.At(
            "excerpt.unreadable",
            "This is no line of an export: it has entry (a UUID), salt (64 hexadecimal digits) and text. Export the quotes again."
        );

    public static byte[] Write(CarriedExcerpt excerpt) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new ExcerptLine(
                excerpt.Entry,
                Convert.ToHexStringLower(excerpt.Excerpt.Salt.Span),
                excerpt.Excerpt.Text
            ),
            Strict
        );

    /// <summary>Faults: <c>excerpt.unreadable</c>.</summary>
    public static Outcome<CarriedExcerpt> Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return
                JsonSerializer.Deserialize<ExcerptLine>(json, Strict) is { } line
                && line.Salt.Length == 2 * Excerpt.SaltBytes
                && line.Salt.All(char.IsAsciiHexDigit)
                ? new CarriedExcerpt(line.Entry, new Excerpt(Convert.FromHexString(line.Salt), line.Text))
                : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }
}
