using System.Security.Cryptography;
using Npgsql;
using TransferLedger.Core.Values;

namespace TransferLedger.Postgres.Keys;

/// <summary>The keys of a ledger. Looked up at every request, so that a revoked key stops at once.</summary>
public sealed class KeyStore(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Makes a key and keeps its digest. This is the only moment at which the secret is known.</summary>
    public async Task<(ApiKey Key, KeyText Text)> Create(
        Role role,
        string name,
        DateTime? expiresAt,
        CancellationToken cancellation
    )
    {
        var text = KeyText.New();
        var key = new ApiKey(text.Id, name, role, clock.GetUtcNow().UtcDateTime, expiresAt, RevokedAt: null);
        await using var command = database.CreateCommand(SqlFile.Read("Keys/create.sql"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Kebab.Of(key.Role) });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = text.Digest() });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = key.CreatedAt });
        command.Parameters.Add(
            new NpgsqlParameter
            {
                Value = (object?)expiresAt ?? DBNull.Value,
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz,
            }
        );
        await command.ExecuteNonQueryAsync(cancellation);
        return (key, text);
    }

    /// <summary>The key that a text stands for; null if it is unknown, wrong, expired or revoked.</summary>
    public async Task<ApiKey?> Find(string text, CancellationToken cancellation)
    {
        if (KeyText.Read(text) is not { } given)
        {
            return null;
        }

        await using var command = database.CreateCommand(SqlFile.Read("Keys/find.sql"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = given.Id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return
            await reader.ReadAsync(cancellation)
            && CryptographicOperations.FixedTimeEquals(reader.GetFieldValue<byte[]>(6), given.Digest())
            && At(reader) is var key
            && key.IsGoodAt(clock.GetUtcNow().UtcDateTime)
            ? key
            : null;
    }

    /// <summary>All keys, the newest first, revoked and expired ones included.</summary>
    public async Task<IReadOnlyList<ApiKey>> List(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Keys/list.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<ApiKey>();
        while (await reader.ReadAsync(cancellation))
        {
            keys.Add(At(reader));
        }

        return keys;
    }

    /// <summary>Whether there was such a key that was not revoked yet.</summary>
    public async Task<bool> Revoke(string id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Keys/revoke.sql"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static ApiKey At(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            Kebab.Read<Role>(row.GetString(2)).Value,
            row.GetDateTime(3),
            row.IsDBNull(4) ? null : row.GetDateTime(4),
            row.IsDBNull(5) ? null : row.GetDateTime(5)
        );
}
