using System.Security.Cryptography;
using System.Text;

namespace TransferLedger.Postgres.Keys;

/// <summary>What a key may do, each no more than its own; <see cref="Admin"/> may do everything.</summary>
public enum Role
{
    /// <summary>File reports.</summary>
    Filer,

    /// <summary>Correct, judge, grade, erase quotes.</summary>
    Editor,

    /// <summary>Keep subscriptions.</summary>
    Subscriber,

    Admin,
}

/// <summary>A key as it is listed. The secret is shown once, when the key is made, and never kept.</summary>
/// <param name="Id">Public part: it stands in the key and in lists.</param>
/// <param name="Name">Who holds it; written into each entry that it files as <c>by</c>.</param>
public sealed record ApiKey(
    string Id,
    string Name,
    Role Role,
    DateTime CreatedAt,
    DateTime? ExpiresAt,
    DateTime? RevokedAt
)
{
    public bool IsGoodAt(DateTime now) => RevokedAt is null && !(ExpiresAt <= now);

    public bool May(Role role) => Role == role || Role == Role.Admin;
}

/// <summary>The text that its holder sends: <c>tl_&lt;id&gt;_&lt;secret&gt;</c>.</summary>
public sealed record KeyText(string Id, string Secret)
{
    private const string Prefix = "tl_";
    private const int IdBytes = 5;
    private const int SecretBytes = 32;

    public static KeyText New() =>
        new(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes))
        );

    /// <summary>Null for a text that is no key.</summary>
    public static KeyText? Read(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[Prefix.Length..].Split('_') is [{ Length: > 0 } id, { Length: > 0 } secret]
        && id.All(char.IsAsciiLetterOrDigit)
            ? new KeyText(id, secret)
            : null;

    public byte[] Digest() => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    public override string ToString() => $"{Prefix}{Id}_{Secret}";
}
