using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Core.Values;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>keys create</c>: makes a key and shows it, this once.</summary>
internal sealed class KeysCreate : DatabaseVerb
{
    private const int LongestName = 100;

    private readonly Option<string> role = new("--role")
    {
        Required = true,
        HelpName = "word",
        Description =
            "What it may do, and no more: filer (file reports), editor (correct, judge, grade, erase quotes), subscriber (keep subscriptions), admin (everything).",
    };

    private readonly Option<string> name = new("--name")
    {
        Required = true,
        HelpName = "who",
        Description =
            $"Who holds it, 1 to {LongestName} characters; it is written into every entry that it files.",
    };

    private readonly Option<string?> expires = new("--expires")
    {
        HelpName = "day",
        Description =
            "The last day (UTC) on which it is good, such as 2026-12-31. Default: it does not expire. Set it for guests.",
    };

    public KeysCreate()
        : base(
            "create",
            "Make a key and print it on standard output. It is shown this once and kept nowhere."
        )
    {
        role.OneOf([.. Enum.GetValues<Role>().Select(Kebab.Of)]);
        name.Validators.Add(result =>
        {
            if (
                result.GetValueOrDefault<string>()?.Trim() is not { Length: > 0 and <= LongestName } given
                || given.Any(char.IsControl)
            )
            {
                result.AddError(
                    $"--name has 1 to {LongestName} characters, none of them control characters."
                );
            }
        });
        expires.Validators.Add(result =>
        {
            if (
                result.GetValueOrDefault<string?>() is { } day
                && (LastDay(day) is not { } last || last < Today())
            )
            {
                result.AddError($"--expires \"{day}\" is not a day from today on. Write it as 2026-12-31.");
            }
        });
        Takes(role, name, expires);
    }

    protected override async Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    )
    {
        var keys = new KeyStore(ledger.Source, TimeProvider.System);
        var last = given.GetValue(expires) is { } day ? LastDay(day) : null;
        var (key, text) = await keys.Create(
            Kebab.Read<Role>(given.GetRequiredValue(role)).Value,
            given.GetRequiredValue(name).Trim(),
            last?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            cancellation
        );
        if (output.IsJson)
        {
            output.Document(KeyDocument.Of(key) with { Key = text.ToString() });
            return ExitCode.Fine;
        }

        output.Line(text.ToString());
        var until = last is null ? "does not expire" : $"is good until the end of {last:yyyy-MM-dd} (UTC)";
        output.Remark(
            $"The key of {key.Name} ({Kebab.Of(key.Role)}) {until}. Keep it: it cannot be shown again."
        );
        return ExitCode.Fine;
    }

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static DateOnly? LastDay(string text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
        && day < DateOnly.MaxValue
            ? day
            : null;
}

/// <summary>A key as programs read it.</summary>
internal sealed record KeyDocument(
    string Id,
    string Name,
    string Role,
    DateTime CreatedAt,
    DateTime? ExpiresAt,
    DateTime? RevokedAt
)
{
    /// <summary>The key itself, only where it was just made.</summary>
    [System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull
    )]
    public string? Key { get; init; }

    public static KeyDocument Of(ApiKey key) =>
        new(key.Id, key.Name, Kebab.Of(key.Role), key.CreatedAt, key.ExpiresAt, key.RevokedAt);
}
