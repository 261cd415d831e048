using System.Security.Cryptography;
using System.Text;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Webhooks;

/// <summary>
/// What deliveries are signed with: 24 to 64 bytes, written as <c>whsec_</c> and base64. Source: Standard Webhooks. Its text is
/// shown once and never logged.
/// </summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const string Scheme = "v1";

    /// <summary>Bytes of a secret that is made here.</summary>
    public const int Bytes = 32;

    private const int Least = 24;
    private const int Most = 64;

    private readonly byte[] key;

    private WebhookSecret(byte[] key) => this.key = key;

    /// <summary>As its holder keeps it. <see cref="ToString"/> does not give it away.</summary>
    public string Text => Prefix + Convert.ToBase64String(key);

    /// <param name="random">As many bytes as <see cref="Bytes"/> says, from a generator for secrets.</param>
    public static WebhookSecret Of(ReadOnlySpan<byte> random) => new(random.ToArray());

    /// <summary>Fault: <c>secret.unreadable</c>, which does not repeat the text.</summary>
    public static Outcome<WebhookSecret> Read(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return Unreadable;
        }

        var key = new byte[text.Length];
        return
            Convert.TryFromBase64String(text[Prefix.Length..], key, out var length)
            && length is >= Least and <= Most
            ? new WebhookSecret(key[..length])
            : Unreadable;
    }

    /// <summary>
    /// <c>v1,</c> and base64 of the HMAC-SHA256 over <c>id.timestamp.body</c>.
    /// </summary>
    /// <param name="id">Of the message; without a full stop.</param>
    /// <param name="timestamp">Seconds since 1970.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return $"{Scheme},{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }

    public override string ToString() => Prefix + "…";

    private static Fault Unreadable =>
        Fault.At(
            "secret.unreadable",
            $"A secret is {Prefix} and the base64 of {Least} to {Most} random bytes. Leave it out, and one is made."
        );
}
