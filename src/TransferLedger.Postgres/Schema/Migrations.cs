using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace TransferLedger.Postgres.Schema;

/// <summary>One numbered step of the schema: <c>0001_log.sql</c>.</summary>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>Of its text: an applied migration is never edited, a new one is added.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}

/// <summary>Somebody edited a migration that this database has already run.</summary>
public sealed class EditedMigrationException(string message) : Exception(message);

/// <summary>
/// Brings the schema up to date, on the connection of the role that owns it. Safe to run again, and by several nodes at
/// once: they take turns. The roles exist before (deploy/roles.sql).
/// </summary>
public static class Migrations
{
    private const string Lock = "select pg_advisory_lock(hashtextextended('ledger.migrations', 0))";
    private const string Unlock = "select pg_advisory_unlock(hashtextextended('ledger.migrations', 0))";

    /// <summary>All that this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Known { get; } =
    [.. SqlFile.In("Schema").Where(IsNumbered).Select(Embedded)];

    /// <summary>Runs what is missing. A migration that fails is rolled back and leaves those before it in place.</summary>
    /// <exception cref="EditedMigrationException">An applied migration no longer has the text that was run.</exception>
    public static Task Apply(NpgsqlConnection owner, CancellationToken cancellation) =>
        Apply(owner, Known, cancellation);

    internal static async Task Apply(
        NpgsqlConnection owner,
        IReadOnlyList<Migration> migrations,
        CancellationToken cancellation
    )
    {
        await Run(owner, Lock, cancellation);
        try
        {
            await Run(owner, SqlFile.Read("Schema/Runner/table.sql"), cancellation);
            var applied = await Applied(owner, cancellation);
            foreach (var migration in migrations)
            {
                if (!applied.TryGetValue(migration.Number, out var sha256))
                {
                    await Apply(owner, migration, cancellation);
                }
                else if (!string.Equals(sha256, migration.Sha256, StringComparison.Ordinal))
                {
                    throw new EditedMigrationException(
                        $"Migration {migration.Name} was edited after this database had run it. "
                            + "Restore its text and put the change into a new migration."
                    );
                }
            }
        }
        finally
        {
            await Run(owner, Unlock, CancellationToken.None);
        }
    }

    private static async Task Apply(
        NpgsqlConnection owner,
        Migration migration,
        CancellationToken cancellation
    )
    {
        await using var transaction = await owner.BeginTransactionAsync(cancellation);
        await Run(owner, migration.Sql, cancellation);
        await using var note = new NpgsqlCommand(SqlFile.Read("Schema/Runner/note.sql"), owner);
        note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = migration.Number });
        note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Name });
        note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Sha256 });
        await note.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<Dictionary<int, string>> Applied(
        NpgsqlConnection owner,
        CancellationToken cancellation
    )
    {
        var applied = new Dictionary<int, string>();
        await using var command = new NpgsqlCommand(SqlFile.Read("Schema/Runner/applied.sql"), owner);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return applied;
    }

    private static bool IsNumbered(string path) => char.IsAsciiDigit(path["Schema/".Length]);

    private static Migration Embedded(string path)
    {
        var name = path["Schema/".Length..];
        var number = int.Parse(
            name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)),
            CultureInfo.InvariantCulture
        );
        return new Migration(number, name, SqlFile.Read(path).ReplaceLineEndings("\n"));
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
