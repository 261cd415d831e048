using System.Text;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Events;

/// <summary>
/// Verbatim words of others: kept beside the log, erasable. The entry holds only their digest, over 32 random bytes of salt
/// followed by the UTF-8 text, so that nobody can guess words that were erased (log.md section 1).
/// </summary>
public sealed record Excerpt(ReadOnlyMemory<byte> Salt, string Text)
{
    public const int SaltBytes = 32;

    public QuoteDigest Digest => new(DigestOf(Salt.Span, Text));

    public static Digest DigestOf(ReadOnlySpan<byte> salt, string text)
    {
        Span<byte> salted = new byte[salt.Length + Encoding.UTF8.GetByteCount(text)];
        salt.CopyTo(salted);
        Encoding.UTF8.GetBytes(text, salted[salt.Length..]);
        return Values.Digest.Over(salted);
    }

    public bool Equals(Excerpt? other) => Text == other?.Text && Salt.Span.SequenceEqual(other.Salt.Span);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
