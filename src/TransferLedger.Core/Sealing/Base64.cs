namespace TransferLedger.Core.Sealing;

/// <summary>
/// Base64 of RFC 4648 section 4 in its one spelling: with padding, without blanks or line ends, unused bits zero. What is
/// signed or hashed must not have two texts.
/// </summary>
internal static class Base64
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);

    public static string Of(Hash hash) => Convert.ToBase64String(hash.ToArray());

    /// <summary>Null for any other text.</summary>
    public static byte[]? Read(string text)
    {
        var bytes = new byte[text.Length];
        return
            Convert.TryFromBase64String(text, bytes, out var length)
            && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }

    /// <summary>Null for any other text, and for another number of bytes than a hash has.</summary>
    public static Hash? ReadHash(string text) =>
        Read(text) is { Length: Hash.Size } bytes ? new Hash(bytes) : null;
}
