using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Values;

/// <summary>SHA-256 as <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(TextConverter<Digest>))]
public sealed partial record Digest : IFromText<Digest>
{
    private Digest(string text) => Text = text;

    public string Text { get; }

    /// <summary>Faults: <c>digest.unreadable</c>.</summary>
    public static Outcome<Digest> Read(string text) =>
        Form().IsMatch(text)
            ? new Digest(text)
            : Fault.At(
                "digest.unreadable",
                $"{Quote.Of(text)} is no digest. Write sha256: and 64 lower-case hexadecimal digits."
            );

    public static Digest Over(ReadOnlySpan<byte> bytes) =>
        new($"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}");

    public override string ToString() => Text;

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
